#!/bin/busybox sh
# shellcheck shell=dash
# /init of Linux in kvm-vmm: what a program sees there; then the machine is reset, which ends it.
/bin/busybox mount -t proc proc /proc
echo "User mode of $(/bin/busybox uname -a)"
/bin/busybox cat /proc/interrupts
exec /bin/busybox reboot -f
