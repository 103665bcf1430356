#!/bin/sh
# Programs that others wrote, unmodified, in kvm-vmm in the simulated machine: each as far as its
# first screen, or to where it stops for want of something that our PC lacks. foreign/images.txt
# says what is expected; this prints a line for each, and the tally.
# usage: tests/lab/foreign.sh [NAME…]     only these of the table
# Their screens, and what kvm-vmm said and counted, are left in build/lab/foreign/out.
# Exit status: 0 when every outcome is the expected one, 64 for a name not in the table, 1 otherwise.
set -u
cd "$(dirname "$0")/../.." || exit 1

folder=build/lab/foreign
table=tests/lab/foreign/images.txt
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

skip() {
    echo "SKIP  programs that others wrote: $1"
    exit 0
}

# Only what cannot be fetched is a reason to skip.
build() {
    command -v qemu-system-x86_64 >/dev/null || skip 'qemu-system-x86_64 is not installed'
    for part in machine/vmlinuz foreign/images; do
        make --no-print-directory "build/lab/$part" >"$log" 2>&1 ||
            { ! grep -q '^lab: ' "$log" || skip "$(sed -n 's/^lab: //p' "$log")"; }
    done
    if ! make --no-print-directory lab-built "$folder/images" >"$log" 2>&1; then
        cat "$log"
        echo 'not ok the images are built'
        exit 1
    fi
}

# Prints those of the images that are there; the others are skipped.
choose() {
    for name; do
        if [ -e "$folder/images/$name" ]; then
            echo "$name"
        else
            echo "SKIP  $name: this system has no package with it" >&3
        fi
    done
}

# Runs them in a machine. Time goes by there as instructions are executed, so that on a busy host, too,
# Linux gets on between two ticks of its timer.
run() {
    # shellcheck disable=SC2046 # a list of words
    tests/lab/run --clock virtual --timeout 1500 --out $folder/out --directory "$PWD/$folder" \
        $(for name; do echo "--file images/$name"; done) --directory "$PWD" \
        --file tests/lab/foreign -- sh tests/lab/foreign/inside.sh "$@" </dev/null 2>&1
}

# Counts the lines; a machine that fails is one more difference.
sum_up() {
    awk '
        /^ok .*: first screen: / { screens++ }
        /^ok .*: stops: / { stops++ }
        /^not ok / { others++ }
        END {
            printf "%d come to their first screen, %d stop where our PC lacks something, " \
                "%d otherwise than recorded\n", screens, stops, others
            exit others > 0
        }' "$log"
}

names=$(sed -e '/^#/d' -e 's/|.*//' $table)
for name; do
    echo "$names" | grep -qxF -e "$name" || {
        echo "lab-foreign: $name is not among: $(echo "$names" | tr '\n' ' ')" >&2
        exit 64
    }
done
exec 3>&1
build
# shellcheck disable=SC2086 # a list of words
[ $# -gt 0 ] || set -- $names
# shellcheck disable=SC2046 # and another
set -- $(choose "$@")
[ $# -gt 0 ] || exit 0
rm -rf $folder/out
{ run "$@" || echo "not ok the simulated machine: status $?"; } | tee "$log"
sum_up
