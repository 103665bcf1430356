#!/bin/sh
# Refuses what is no number above 0, where `make NAME=VALUE` asks for one: as 0 it would be for ever.
# usage: scripts/number.sh NAME VALUE
# Exit status: 0; 64 for anything else.
set -eu

case $2 in
'' | *[!0-9.]* | *.*.* | .) ;;
*[1-9]*) exit 0 ;;
esac
echo "make: $1=$2: must be a number above 0" >&2
exit 64
