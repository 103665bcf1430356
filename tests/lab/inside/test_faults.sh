#!/bin/sh
# test_faults, whose failures come from a preloaded library, on a monitor that loads libraries.
KVM_VMM=${KVM_VMM:-build/lab/dynamic/kvm-vmm} exec build/lab/tests/faults/test_faults
