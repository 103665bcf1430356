/*
 * The engine "qemu-kvm": the same KVM as the engine "kvm", with QEMU as the monitor in its place.
 * What differs between the two is the monitors' own work.
 */
#include "engines.h"
#include "qemu.h"

#include <string.h>

static int check(const struct site *site, struct facts *facts, struct error *why)
{
    (void)facts;
    if (site->ability == KVM_RUNS_NONE)
        return fail(why, STATUS_UNAVAILABLE, "KVM cannot be used: %.*s",
                    (int)strcspn(site->probe, "\n"), site->probe);
    if (site->ability == KVM_RUNS_X86_64 && site->arch == ARCH_I386)
        return fail(why, STATUS_UNAVAILABLE,
                    "this KVM cannot page in 32-bit mode; use --arch x86_64");
    return qemu_check_kvm(site, why);
}

static void command(const struct site *site, const char *spec, struct command *command)
{
    qemu_command(site, QEMU_NO_TRANSLATION, spec, command);
}

const struct engine engine_qemu_kvm = {
    .name = "qemu-kvm",
    .title = "KVM: 1K OS in QEMU, on the same KVM",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .extra = true,
    .check = check,
    .command = command,
    .guest_status = qemu_guest_status,
};
