#!/bin/sh
# Replays every input of tests/fuzz/corpus through its target: nothing that was ever found, or that
# is known to be close to a limit, may break anything again.
# shellcheck disable=SC2317,SC2329 # commands are handed to check() as words
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

replay() {
    "${FUZZ:-build/fuzz}/fuzz_$1" -runs=0 "tests/fuzz/corpus/$1"/* >"$said" 2>&1
}

must_be 'every target has inputs' "$(find tests/fuzz -name 'fuzz_*.c' | sed 's/.*fuzz_//; s/\.c$//' | sort)" \
    "$(find tests/fuzz/corpus/* -prune -exec basename {} \; | sort)"
for folder in tests/fuzz/corpus/*; do
    target=$(basename "$folder")
    check "$target: $(find "$folder" -type f | wc -l) inputs" replay "$target"
done
exit "$failed"
