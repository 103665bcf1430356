#!/bin/sh
# Where KVM cannot be used at all, says so in one line: why, the remedy, and what there is instead.
# usage: scripts/no-kvm.sh WHAT INSTEAD
# Exit status: 0 when there is no KVM and it was said, 1 when there is one.
set -u

reason=$("${KVM_VMM:-./kvm-vmm}" --probe 2>&1 >/dev/null)
[ $? -eq 69 ] || exit 1
reason=${reason#kvm-vmm: }
printf '%s: %s; here, %s\n' "$1" "${reason%, or use a simulated machine*}" "$2" >&2
