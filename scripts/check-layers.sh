#!/bin/sh
# Holds the driver's folders to their order (bench/README.md): no file uses a folder above its own.
# usage: scripts/check-layers.sh [DIRECTORY]     DIRECTORY: where the folders are (bench)
# Exit status: 0; 1 when an #include goes upwards.
set -eu

layers='base statistics process marks record host engines options boots report run commands'
cd "${1:-bench}"

# shellcheck disable=SC2046,SC2086 # names without blanks
awk -v layers="$layers" '
    BEGIN {
        count = split(layers, name, " ")
        for (i = 1; i <= count; i++)
            height[name[i]] = i
    }
    /^#include "/ && split(FILENAME, own, "/") && split($2, used, /["\/]/) &&
        height[used[2]] > height[own[1]] {
        printf "%s/%s:%d: %s/ stands above %s/\n", FOLDER, FILENAME, FNR, used[2], own[1]
        wrong++
    }
    END { exit wrong > 0 }' FOLDER="${1:-bench}" $(find $layers -name '*.[ch]')
echo "check-layers: $(echo "$layers" | wc -w) folders use only what is below them"
