#!/bin/sh
# The bench driver with all its engines in the simulated machine: KVM and 1K OS for i386 among them.
# It shows that they work, never how fast: the figures are a simulation's, and marked as such in
# host.csv, in summary.md and across every chart.
# usage: tests/lab/bench.sh [OPTIONS of kvm-bench run]     without: a short run
# Results: results/simulated; results/latest stays what it is. Exit status: kvm-bench's, or 125 when
# the machine failed.
set -u
cd "$(dirname "$0")/../.." || exit 1

results=results/simulated
case " $* " in *x86_64*) arch=x86_64 ;; *) arch=i386 ;; esac
[ $# -gt 0 ] || set -- --workloads fib,syscall,hypercall --rounds 2 --iterations 2 --budget 60 \
    --studies none
mkdir -p build/lab/bench
came=$(mktemp -d "$PWD/build/lab/bench/out.XXXXXX") || exit 1
trap 'rm -rf "$came"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

sh tests/lab/bench/stage.sh build/lab/bench/root $arch || exit
tests/lab/run --clock "${LAB_CLOCK:-virtual}" --timeout "${LAB_LIMIT:-1800}" --out "$came" \
    --file build/lab/bench/root --file tests/lab/bench/inside.sh --file bench/kvm-bench \
    --file build/native/workloads-i386 --file build/native/workloads-x86_64 \
    --file guest/os1k-$arch.elf -- sh tests/lab/bench/inside.sh --arch $arch "$@" </dev/null
status=$?
[ -d "$came/run" ] || exit $status
rm -rf $results
mv "$came/run" $results
echo "$results/summary.md has the whole report"
make --no-print-directory plots RESULTS=$results || exit
exit $status
