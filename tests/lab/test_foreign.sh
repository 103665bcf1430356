#!/bin/sh
# All that others wrote but Linux and one Memtest86+, which take longest: `make lab-foreign` has them.
# run.sh: limit 1200 s
set -u
cd "$(dirname "$0")/../.." || exit 1

# shellcheck disable=SC2046 # a list of words
exec sh tests/lab/foreign.sh \
    $(sed -e '/^#/d' -e 's/|.*//' -e '/^linux$/d' -e '/^memtest-x64$/d' tests/lab/foreign/images.txt)
