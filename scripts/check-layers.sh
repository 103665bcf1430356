#!/bin/sh
# Holds the folders of the driver, or of the monitor, to their order: no file uses a folder above its
# own, or one that has no place in the order. The order is that of the table in DIRECTORY/README.md,
# from top to bottom.
# usage: scripts/check-layers.sh [DIRECTORY]     DIRECTORY: where the folders are (bench)
# Exit status: 0; 1 when an #include goes upwards or aside; 65 when there is no such table.
set -eu

directory=${1:-bench}
# shellcheck disable=SC2016 # backquotes are Markdown's
layers=$(sed -n 's/^| `\([a-z]*\)\/` |.*/\1/p' "$directory/README.md" | tac | tr '\n' ' ')
for layer in ${layers:-none}; do
    if [ ! -d "$directory/$layer" ]; then
        echo "check-layers: $directory/README.md has no table of folders, or $layer/ is not there" >&2
        exit 65
    fi
done
cd "$directory"

# shellcheck disable=SC2046,SC2086 # names without blanks
awk -v folder="$directory" -v layers="$layers" -v all="$(echo */)" '
    BEGIN {
        for (i = split(all, name, "/ *"); i > 0; i--)
            beside[name[i]]
        count = split(layers, name, " ")
        for (i = 1; i <= count; i++) {
            height[name[i]] = i
            delete beside[name[i]]
        }
    }
    /^#include "/ && split(FILENAME, own, "/") && split($2, used, /["\/]/) {
        if (height[used[2]] > height[own[1]])
            why = "stands above"
        else if (used[2] in beside)
            why = "has no place in README.md beside"
        else
            next
        printf "%s/%s:%d: %s/ %s %s/\n", folder, FILENAME, FNR, used[2], why, own[1]
        wrong++
    }
    END { exit wrong > 0 }' $(find $layers -name '*.[ch]')
echo "check-layers: $(echo "$layers" | wc -w) folders use only what is below them"
