#!/bin/sh
# 1K OS's menu under QEMU's emulation, on this terminal: for a host without KVM. Ctrl-A x quits.
# Keys and output go through the serial port; 1K OS uses it where no debug console answers.
set -eu

arch=${1:-i386}
qemu=qemu-system-$arch
if ! command -v "$qemu" >/dev/null; then
    echo "make demo-qemu: $qemu is missing; 'make setup' installs it" >&2
    exit 69
fi

[ ! -t 0 ] || echo 'Ctrl-A x quits' >&2
status=0
"$qemu" -M pc -accel tcg -m 16 -display none -nodefaults -no-reboot \
    -kernel "guest/os1k-$arch.elf" -serial mon:stdio \
    -device isa-debug-exit,iobase=0xf4,iosize=1 || status=$?
# isa-debug-exit makes (v << 1) | 1 of the guest's status v; what is even is QEMU's own.
case $status in
    *[13579]) exit $((status >> 1)) ;;
esac
exit "$status"
