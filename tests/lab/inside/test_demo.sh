#!/bin/sh
# The demonstration with 1K OS for i386 on VM 0 and the kernel's interrupt controllers: the menu
# answers to keys, and the three guests beside it print what they print alone. The e2e test_demo
# plays it on a terminal, with our own controllers.
. tests/shell/check.sh

alone() {
    kvm-vmm --irqchip kernel "$@" </dev/null
}

said_by() {
    printf '%s\n' "$output" | sed -n "s/^$1 *| //p"
}

output=$(printf 1q | sh scripts/demo.sh --timeout 120 --irqchip kernel)
must_be status 0 $?
for name in clock fibonacci primes; do
    must_be "$name" "$(alone "guest/$name.bin")" "$(said_by $name)"
done
must_be "the menu's multiplication table" "$(alone -a run=1 guest/os1k-i386.elf | grep '2x.=')" \
    "$(said_by os1k-i386 | grep '2x.=')"
exit "$failed"
