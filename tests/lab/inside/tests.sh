#!/bin/sh
# Runs test programs in the simulated machine, on the monitor that KVM_VMM names.
ln -sf "${KVM_VMM:-build/lab/kvm-vmm}" kvm-vmm
exec sh tests/run.sh "$@"
