#!/bin/sh
# `make lab-screenshots`: what scenes show in the simulated machine is recorded, and can be drawn.
# run.sh: limit 1200 s
# shellcheck disable=SC2317,SC2329 # commands are handed to check() as words
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

if [ ! -e build/lab/machine/initrd.cpio ]; then
    echo 'SKIP  make lab-screenshots: there is no simulated machine here'
    exit 0
fi
need 'make lab-screenshots' poster

shows() {
    grep -qF -e "$1" "$tmp/four-vms.svg"
}

mkdir "$tmp/captures"
echo 'an earlier recording' >"$tmp/captures/unknown.cast"
make -s lab-screenshots SCENES='unknown four-vms' CAPTURES="$tmp/captures" >"$said" 2>&1
check 'a scene that cannot be played is a failure' [ $? -ne 0 ]
check 'and is named' grep -q 'cannot read .*unknown.scene' "$said"
must_be 'and leaves the recording that there was' 'an earlier recording' \
    "$(cat "$tmp/captures/unknown.cast")"

make -s build/poster/term/term2svg &&
    build/poster/term/term2svg "$tmp/captures/four-vms.cast" >"$tmp/four-vms.svg"
check 'one after it is recorded' [ $? -eq 0 ]
for text in '9x9=81' 'count 9' 'Good-bye!' 'port 0xe9 answers 0xe9: ok'; do
    check "four VMs: $text" shows "$text"
done
exit "$failed"
