#!/bin/sh
# The show: 1K OS's menu on VM 0, and three real-mode guests beside it, all on one console.
# 1K OS comes in the architecture that this host's KVM can page in. Options go on to kvm-vmm.
set -eu

probe=0
./kvm-vmm --probe >/dev/null 2>&1 || probe=$?
case $probe in
    0) arch=i386 ;;
    1) arch=x86_64 ;;
    *)
        sh scripts/no-kvm.sh 'make demo' "'make lab-demo' shows the four VMs in a simulated\
 machine, 'make demo-qemu' 1K OS's menu alone under QEMU" || ./kvm-vmm --probe
        exit "$probe"
        ;;
esac

exec ./kvm-vmm "$@" "guest/os1k-$arch.elf" guest/clock.bin guest/fibonacci.bin guest/primes.bin
