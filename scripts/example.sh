#!/bin/sh
# `make example`: measures anew all that README and poster show, into results/example: a whole
# `make bench`, `make bench-vmm`, the charts, the poster's preview, the READMEs' results. What was there
# stays until all of it is measured.
# usage: scripts/example.sh [OPTIONS of kvm-bench run]
# Exit status: 0; 1 when something is not measured right, and nothing is replaced; 69 without KVM.
set -u

new=build/example
old=results/example

die() {
    status=$1
    shift
    echo "example: $*" >&2
    exit "$status"
}

"${KVM_VMM:-./kvm-vmm}" --probe >/dev/null 2>&1
[ $? -ne 69 ] || die 69 'what README and poster show needs KVM, and this host has none'

rm -rf "$new"
bench/kvm-bench run --out "$new" "$@" ||
    die 1 "the run is not as it should be (see above); $old stays"
# A target that is missed is a result; make fails for it all the same.
make --no-print-directory bench-vmm VMM_ARGS="--out $new"
[ -s "$new/vmm.csv" ] || die 1 "the monitor could not be measured; $old stays"
make --no-print-directory plots RESULTS="$new" || exit 1

rm -rf "$old"
mv "$new" "$old"
make --no-print-directory poster readme RESULTS="$old" || exit 1
echo "example: $old is new; look at README.md, README.ko.md and poster/preview.png, then commit"
