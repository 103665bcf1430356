#!/bin/sh
# Records what the programs show on a terminal, from real runs: needs KVM, and for the scene `bench`
# QEMU. A recording replaces the one in FOLDER only when its scene went as written.
# usage: scripts/screenshots.sh RECORD FOLDER [SCENE…]    RECORD: the program built from poster/term
#
# Exit status: 0; 1 when a scene failed; 64 usage; 69 no KVM that can run 1K OS.
set -eu
cd "$(dirname "$0")/.."

if [ $# -lt 2 ]; then
    echo 'usage: scripts/screenshots.sh RECORD FOLDER [SCENE…]' >&2
    exit 64
fi
record=$(realpath "$1")
folder=$(realpath "$2")
shift 2
if [ $# -eq 0 ]; then
    for file in poster/scenes/*.scene; do
        name=${file##*/}
        set -- "$@" "${name%.scene}"
    done
fi

probe=0
./kvm-vmm --probe >/dev/null || probe=$?
case $probe in
    0) ARCH=i386 ;;
    1) ARCH=x86_64 ;;
    *)
        echo 'make screenshots: they show real runs, and those need KVM; see ./kvm-vmm --probe;' \
            'or make lab-screenshots, in a simulated machine that has it' >&2
        exit 69
        ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export ARCH

# The scenes are played in a place of their own, where `bench` leaves its results.
top=$PWD
ln -s "$top/bench" "$top/build" "$top/guest" "$top/kvm-vmm" "$work"
cd "$work"

status=0
for scene; do
    printf 'screenshots: %s\n' "$scene"
    if "$record" "$top/poster/scenes/$scene.scene" "$scene.cast"; then
        mv "$scene.cast" "$folder/$scene.cast"
    else
        status=1
    fi
done
exit "$status"
