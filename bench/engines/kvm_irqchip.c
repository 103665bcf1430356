/*
 * The engine "kvm-irqchip": as "kvm", but the 8259A pair and the 8254 are KVM's own, in the host's
 * kernel. What differs between the two is the way of an interrupt.
 */
#include "engines.h"
#include "kvm.h"

static void command(const struct site *site, const char *spec, struct command *command)
{
    kvm_command(site, "kernel", spec, command);
}

const struct engine engine_kvm_irqchip = {
    .name = "kvm-irqchip",
    .title = "KVM: 1K OS in kvm-vmm, interrupt controllers and timer in the kernel",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .machines = MACHINES_MAX,
    .extra = true,
    .check = kvm_check,
    .command = command,
};
