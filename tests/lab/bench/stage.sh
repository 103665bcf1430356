#!/bin/sh
# Gathers below FOLDER what the bench driver takes along of this system into the simulated machine,
# which has nothing: a QEMU, the libraries that it and the driver need, and the firmware that QEMU
# loads for a PC with a Multiboot kernel. Each comes to its own path below FOLDER.
# usage: tests/lab/bench/stage.sh FOLDER i386|x86_64
# Exit status: 0, or 69 without that QEMU.
set -eu

folder=$1
qemu=qemu-system-$2
firmware='bios-256k.bin kvmvapic.bin multiboot.bin multiboot_dma.bin'

program=$(command -v "$qemu") || {
    echo "lab: $qemu is missing; 'make setup' installs it" >&2
    exit 69
}

# usage: take FILE [PATH]     links are followed
take() {
    mkdir -p "$folder$(dirname "${2:-$1}")"
    cp -L "$1" "$folder${2:-$1}"
}

rm -rf "$folder"
take "$program" "/usr/bin/$qemu"
ldd "$program" bench/kvm-bench | grep -o '/[^ ]*\.so[^ ]*' | sort -u | while read -r library; do
    take "$library"
done
for place in $("$program" -L help); do
    for file in $firmware; do
        [ ! -e "$place/$file" ] || take "$place/$file"
    done
done
