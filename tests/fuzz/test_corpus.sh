#!/bin/sh
# Replays every input of tests/fuzz/corpus through its target: nothing that was ever found, or that
# is known to be close to a limit, may break anything again.
set -u
cd "$(dirname "$0")/../.." || exit 1

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
failed=0

for folder in tests/fuzz/corpus/*; do
    target=$(basename "$folder")
    if "${FUZZ:-build/fuzz}/fuzz_$target" -runs=0 "$folder"/* >"$log" 2>&1; then
        echo "ok    $target: $(find "$folder" -type f | wc -l) inputs"
    else
        echo "not ok $target"
        sed 's/^/      /' "$log"
        failed=1
    fi
done
exit "$failed"
