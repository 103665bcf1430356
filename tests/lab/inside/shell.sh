#!/bin/sh
# The shell that `make lab` opens in the simulated machine.
echo "This is a simulated machine; its KVM can do everything, slowly. For example:"
echo "    kvm-vmm guest/os1k-i386.elf          1K OS"
echo "    kvm-vmm --probe                      what this KVM is"
echo "'exit' leaves."
PS1='lab:\w# ' exec sh
