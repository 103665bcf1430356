#!/bin/sh
# Draws a diagram as SVG on stdout.
# usage: poster/diagram.sh NAME LANGUAGE CONSTANTS    LANGUAGE: en or ko
#        CONSTANTS: a file with what poster/constants.sh prints; for `bench` what run.awk does, too
set -eu

here=$(cd "$(dirname "$0")" && pwd)
LC_ALL=C exec awk -v strings="$here/strings.tsv" -v language="$2" -v constants="$3" \
    -f "$here/../plots/metrics.awk" -f "$here/lib/svg.awk" -f "$here/lib/strings.awk" \
    -f "$here/lib/diagram.awk" -f "$here/diagrams/$1.awk"
