/*
 * The engine "qemu-kvm": the same KVM as the engine "kvm", with QEMU as the monitor in its place.
 * What differs between the two is the monitors' own work.
 */
#include "engines.h"
#include "qemu.h"

static int check(const struct site *site, struct facts *facts, struct error *why)
{
    (void)facts;
    return site_need_kvm(site, why) == 0 ? qemu_check_kvm(site, why) : -1;
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
