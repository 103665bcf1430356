#!/bin/sh
# `make bench-self-check`: measures an engine against itself, several times, and says how often an
# interval contains 1. Then one workload alone is given 5 % more work on one side, which has to be
# found.
# usage: [ENGINE=kvm|tcg|native] bench/self_check.sh [RUNS [OPTIONS of kvm-bench run]]
# Exit status: 0 when at least 95 % of the intervals contain 1 and the planted slowdown was found.
set -u

engine=${ENGINE:-kvm}
runs=${1:-10}
[ $# -gt 0 ] && shift
directory=$(mktemp -d) || exit 1
trap 'rm -rf "$directory"' EXIT
trap 'exit 130' INT TERM

# Runs the engine against itself into $directory/$1, with the other options given, and judges.
measure() {
    name=$1
    shift
    bench/kvm-bench run --engines "$engine,$engine-again" --studies none \
        --out "$directory/$name" "$@" \
        >/dev/null 2>"$directory/$name.log"
    status=$?
    # 1: some samples are not valid; those that are tell enough.
    if [ "$status" -gt 1 ]; then
        cat "$directory/$name.log" >&2
        [ "$status" -ne 69 ] || echo "self-check: where $engine cannot run, ENGINE=native or ENGINE=tcg measures those" >&2
        exit "$status"
    fi
    echo "run $name"
    bench/kvm-bench self-check "$directory/$name"
}

i=0
while [ "$i" -lt "$runs" ]; do
    i=$((i + 1))
    measure "$i" --rounds 8 --budget 25 --seed "$i" "$@" || exit
done >"$directory/all"
measure planted --workloads fib --plant fib --rounds 30 --budget 40 --seed 1 >>"$directory/all" ||
    exit
cat "$directory/all"

awk '
    / intervals contain 1; planted / {
        contain += $1; of += $3; planted += $8; found += $10
    }
    END {
        if (of == 0)
            exit 1
        printf "\nin all: %d of %d intervals contain 1 (%.1f %%); ", contain, of,
            100 * contain / of
        printf "planted slowdowns found: %d of %d\n", found, planted
        exit !(contain >= 0.95 * of && planted > 0 && found == planted)
    }' "$directory/all"
