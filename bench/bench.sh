#!/bin/sh
# `make bench`: measures with the options given, then draws what came out.
# usage: bench/bench.sh [OPTIONS of kvm-bench run]
# Exit status: that of kvm-bench, or that of the drawing.
set -u

# Where kvm-bench will put the results: --out's value, or the newest run.
results=results/latest
previous=
for word in "$@"; do
    case $word in --out=*) results=${word#--out=} ;; esac
    if [ "$previous" = --out ]; then
        results=$word
    fi
    previous=$word
done

if ! sh scripts/setup.sh --check bench; then
    echo "bench: engines that are missing are left out" >&2
fi
sh scripts/no-kvm.sh 'make bench' "QEMU and native are measured, and 'make lab-bench' measures KVM in\
 a simulated machine: true in function, never in speed" || :
bench/kvm-bench run "$@"
status=$?
# A run that is complete but not all valid (1) is drawn too: the charts say which bars are missing.
if [ "$status" -gt 1 ]; then
    exit "$status"
fi
make --no-print-directory plots RESULTS="$results" || exit
exit "$status"
