#!/bin/sh
# scripts/check-layers.sh, which `make lint` runs: it passes what goes down and finds what does not.
# shellcheck disable=SC2016 # backquotes are Markdown's
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

# A house of three floors, and a shed that is on none of them.
mkdir -p "$tmp/roof" "$tmp/middle/room" "$tmp/cellar" "$tmp/shed"
{
    echo '| folder | concern |'
    echo '|---|---|'
    echo '| `main.c` | the door |'
    echo '| `roof/` | rain |'
    echo '| `middle/` | warmth, from `cellar/` |'
    echo '| `cellar/` | coal |'
} >"$tmp/README.md"
printf '#include "middle/room/bed.h"\n#include "cellar/coal.h"\n' >"$tmp/roof/tiles.c"
printf '#include "bed.h"\n#include <stdio.h>\n#include "middle/door.h"\n' >"$tmp/middle/room/bed.c"

layers() {
    sh scripts/check-layers.sh "$tmp" >"$tmp/out" 2>&1
}

# usage: finds WHAT STATUS LINE
finds() {
    layers
    check "$1" [ $? -eq "$2" ]
    must_be "$1: where" "$3" "$(cat "$tmp/out")"
}

layers
check 'what uses only what is below it passes' [ $? -eq 0 ]
must_be 'and all floors are counted' 'check-layers: 3 folders use only what is below them' \
    "$(cat "$tmp/out")"
printf '\n#include "roof/tiles.h"\n' >"$tmp/middle/room/bed.c"
finds 'an include that goes up' 1 "$tmp/middle/room/bed.c:2: roof/ stands above middle/"
printf '#include "shed/tools.h"\n' >"$tmp/middle/room/bed.c"
finds 'an include that goes aside' 1 \
    "$tmp/middle/room/bed.c:1: shed/ has no place in README.md beside middle/"
sed -i '/cellar.*coal/d' "$tmp/README.md"
printf '#include "cellar/coal.h"\n' >"$tmp/middle/room/bed.c"
rm "$tmp/roof/tiles.c"
finds 'a folder that the table forgot' 1 \
    "$tmp/middle/room/bed.c:1: cellar/ has no place in README.md beside middle/"
rm -r "$tmp/roof"
finds 'a folder that is gone' 65 \
    "check-layers: $tmp/README.md has no table of folders, or roof/ is not there"
echo 'no table' >"$tmp/README.md"
finds 'no table' 65 "check-layers: $tmp/README.md has no table of folders, or none/ is not there"

# The driver's own table has all folders but those that stand beside it.
must_be 'what stands beside the layers of bench/' 'native vmm ' \
    "$(for folder in bench/*/; do
        name=$(basename "$folder")
        grep -q "^| \`$name/\` |" bench/README.md || printf '%s ' "$name"
    done)"
exit "$failed"
