#!/bin/sh
# The end-to-end tests once more, in simulated machines whose KVM can do everything: there 1K OS
# runs for i386 as well. LAB_TESTS="menu flat" chooses programs by name. Machines with a processor
# each share them (LAB_MACHINES=4: so many); each may use LAB_LIMIT seconds of processor time, however
# long that takes on a loaded host. tests/lab/run ends one that does nothing.
# Of a variant (tests/variant.mk) it is the monitor that runs there; what it counted there is added to
# what was counted here.
# run.sh: limit 21600 s
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/lab/files.sh

# One for each processor, and no more than the longest program makes worthwhile.
processors=$(getconf _NPROCESSORS_ONLN)
machines=${LAB_MACHINES:-$((processors < 4 ? processors : 4))}
variant=${TEST_VARIANT:-}
dynamic=build/${variant:+$variant/}lab/dynamic
limit=${LAB_LIMIT:-$([ -z "$variant" ] && echo 600 || echo 7200)}
logs=$(mktemp -d) || exit 1
trap 'rm -rf "$logs"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

skip() {
    echo "SKIP  the simulated machine: $1"
    exit 0
}

# The machine and the test programs are the plain build's, whatever is tested.
make_plain() {
    make --no-print-directory SAN= COVERAGE= "$@"
}

# Fetches and builds what the machines need. Only what cannot be fetched is a reason to skip.
build() {
    command -v qemu-system-x86_64 >/dev/null || skip 'qemu-system-x86_64 is not installed'
    make_plain build/lab/machine/vmlinuz >"$logs/make" 2>&1 ||
        { ! grep -q '^lab: ' "$logs/make" || skip "$(sed -n 's/^lab: //p' "$logs/make")"; }
    if ! { make_plain lab-tests-built && make --no-print-directory "$dynamic/kvm-vmm"; } \
        >"$logs/make" 2>&1; then
        cat "$logs/make"
        echo 'not ok lab-tests-built'
        exit 1
    fi
}

# Prints all programs, those that take longest first.
programs() {
    { make_plain -s lab-programs; ls tests/lab/inside/test_*.sh; } >"$logs/programs"
    for name in timer menu os1k four_vms hostile faults input observe flat workloads; do
        grep "/test_$name\(.sh\)*\$" "$logs/programs"
    done | tee "$logs/longest"
    grep -vxFf "$logs/longest" "$logs/programs"
}

# Prints every machines-th program, from the $1-th on.
share_of() {
    awk -v first="$1" -v machines="$machines" 'NR % machines == first % machines' "$logs/order"
}

# Prints what programs in a machine find in their environment. Instrumented ones take their time, and
# their counts are named after files of this host: from the root of the project on, they go to
# /lab/out.
environment() {
    echo CK_TIMEOUT_MULTIPLIER=3
    [ -z "$variant" ] || echo "KVM_VMM=./$dynamic/kvm-vmm TEST_VARIANT=$variant
        TEST_PROGRAM_LIMIT=3600 TEST_RUNTIME=${TEST_RUNTIME:-}
        ASAN_OPTIONS=${ASAN_OPTIONS:-} LSAN_OPTIONS=${LSAN_OPTIONS:-}
        UBSAN_OPTIONS=${UBSAN_OPTIONS:-} TSAN_OPTIONS=${TSAN_OPTIONS:-}
        GCOV_PREFIX=/lab/out GCOV_PREFIX_STRIP=$(pwd -P | tr -cd / | wc -c)"
}

# Runs the $1-th share of the programs in a machine, where they find what tests find on the host.
run_machine() {
    files=$(test_files "$dynamic" | sed 's/^/--file /')
    # shellcheck disable=SC2046,SC2086 # lists of words
    tests/lab/run --clock virtual --timeout "$limit" --out "$logs/out$1" $files -- \
        env TESTS="${LAB_TESTS:-}" $(environment) \
        sh tests/lab/inside/tests.sh $(share_of "$1") </dev/null >"$logs/$1" 2>&1
}

# Shows a machine's log, indented, so that its sums are not taken for ours, and without its own list
# of skips: skips.awk makes one for host and lab. What it skips for want of QEMU runs on the host.
show() {
    printf -- '-- machine %s of %s\n' "$1" "$machines"
    sed -e '/^Skipped:$/,/^$/d' \
        -e 's/^\(SKIP .*\): qemu-system-.* is not installed.*/\1: on QEMU: runs on the host/' \
        -e 's/^/    /' "$logs/$1"
}

# Adds what the $1-th machine's monitors counted to the counts of this host.
add_counts() {
    counts=build/$variant/vmm
    [ -d "$logs/out$1/$counts" ] || return 0
    gcov-tool merge -o "$logs/sum$1" "$counts" "$logs/out$1/$counts" &&
        cp -r "$logs/sum$1/." "$counts"
}

# Adds up the last lines of the machines' logs; a machine without one is a failure.
sum_up() {
    awk -v machines="$machines" '
        /^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { p += $1; f += $3; s += $5; ended++ }
        END { printf "lab: %d passed, %d failed, %d skipped\n", p, f + machines - ended, s }' \
        "$logs"/[0-9]*
}

build
programs >"$logs/order"
for machine in $(seq "$machines"); do
    run_machine "$machine" &
done
wait
for machine in $(seq "$machines"); do
    show "$machine"
    add_counts "$machine"
done
sum=$(sum_up)
echo "$sum"
case $sum in *', 0 failed, '*) exit 0 ;; esac
exit 1
