#!/bin/sh
# What --probe says of the simulated machine: a real kvm_amd or kvm_intel, but not one to measure with.
. tests/shell/check.sh

backend=kvm_amd
! grep -qw vmx /proc/cpuinfo || backend=kvm_intel

report=$(kvm-vmm --probe)
must_be status 0 $?
for fact in "backend:$backend" "kind:simulated" "32-bit paging:yes" "long mode:yes" \
    "kernel irqchip:yes" "1K OS i386:runs" "1K OS x86_64:runs"; do
    name=${fact%%:*}
    must_be "$name" "${fact#*:}" "$(printf '%s\n' "$report" | sed -n "s/^$name  *//p")"
done
exit "$failed"
