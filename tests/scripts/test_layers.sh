#!/bin/sh
# scripts/check-layers.sh, which `make lint` runs: it passes what goes down and finds what goes up.
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

for layer in base statistics process marks record host engines options boots report run commands; do
    mkdir -p "$tmp/$layer"
    echo '#include "base/csv.h"' >"$tmp/$layer/file.c"
done
mkdir "$tmp/run/studies"
printf '#include "study.h"\n#include <stdio.h>\n#include "run/run.h"\n' >"$tmp/run/studies/study.c"

sh scripts/check-layers.sh "$tmp" >"$tmp/out" 2>&1
check 'what uses only what is below it passes' [ $? -eq 0 ]
printf '\n#include "report/report.h"\n' >"$tmp/record/facts.h"
sh scripts/check-layers.sh "$tmp" >"$tmp/out" 2>&1
check 'an include that goes up does not' [ $? -eq 1 ]
must_be 'file and line are named' "$tmp/record/facts.h:2: report/ stands above record/" \
    "$(cat "$tmp/out")"
exit "$failed"
