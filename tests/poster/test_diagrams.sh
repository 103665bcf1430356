#!/bin/sh
# The poster's screenshots and diagrams: that they are whole and legible, say what recordings and
# sources say, and refuse what is not what it should be.
# shellcheck disable=SC2016,SC2317,SC2329 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh
. tests/poster/svg.sh
. tests/poster/refusals.sh
said=$tmp/said
need 'screenshots and diagrams' plots poster

test_screens() {
    make -s screens >"$tmp/said" 2>&1
    check 'the recordings are drawn' [ $? -eq 0 ]
    mkdir -p "$tmp/parts"
    for scene in poster/scenes/*.scene; do
        name=$(basename "$scene" .scene)
        cp "build/poster/$name.svg" "$tmp/parts/"
        check "$name: an SVG" rsvg-convert -o "$tmp/$name.png" "build/poster/$name.svg"
    done
    for colour in ff6b6b 4fd67f ffd24a 5cb3ff; do
        check "four VMs: colour $colour" has build/poster/four-vms.svg "fill=\"#$colour\""
    done
    check 'the menu is on the menu' has build/poster/menu.svg '=== 1K OS on x86 KVM ==='
    check 'the table has its end' has build/poster/multiplication.svg '9x9=81'
    sed '3s/"o"/"i"/' poster/captures/menu.cast >"$tmp/broken.cast"
    check 'a broken recording is refused' \
        refused 65 'broken.cast is not a recording' build/poster/term/term2svg "$tmp/broken.cast"
}

test_diagrams() {
    poster/constants.sh >"$tmp/constants"
    check 'the sources have their constants' [ $? -eq 0 ]
    echo 'workloads=7' >>"$tmp/constants" # a run's
    for diagram in structure memory interrupts creation bench; do
        for language in en ko; do
            check "$diagram, $language" eval \
                'poster/diagram.sh $diagram $language "$tmp/constants" >"$tmp/$diagram-$language.svg"'
            check "$diagram, $language: no text under 18 points" \
                [ "$(smallest_text "$tmp/$diagram-$language.svg")" -ge 1800 ]
        done
    done
    copy=$tmp/copy
    mkdir -p "$copy"
    cp -r poster plots vmm "$copy"
    cp -r guest "$copy"
    sed -i 's/USER_BASE  *0x40000000/USER_BASE 0x50000000/' "$copy/guest/os1k/include/layout.h"
    (cd "$copy" && poster/constants.sh) >"$tmp/moved"
    poster/diagram.sh memory en "$tmp/moved" >"$tmp/moved.svg"
    check 'the memory map follows the sources' has "$tmp/moved.svg" '>0<tspan>x</tspan>50000000<'
    sed -i '/define FLAT_ADDRESS/d' "$copy/vmm/boot/flat.c"
    check 'a constant that is gone is missed' \
        refused 70 'flat.c: there is no FLAT_ADDRESS' sh -c "cd '$copy' && poster/constants.sh"
    sed -i 's/^memory.image	image/memory.image	an image that is much too long/' \
        "$copy/poster/strings.tsv"
    check 'a text that does not fit is refused' \
        refused 70 'much too long' "$copy/poster/diagram.sh" memory en "$tmp/constants"
}

test_screens
test_diagrams
exit "$failed"
