/*
 * The engine "kvm": 1K OS in our own monitor, on this host's KVM.
 */
#include "engines.h"

#include <string.h>

static int check(const struct site *site, struct facts *facts, struct error *why)
{
    (void)facts;
    if (site_need_program(site->kvm_vmm, "run `make`", why) != 0 ||
        site_need_file(site->image[site->arch], "run `make`", why) != 0)
        return -1;
    if (site->ability == KVM_RUNS_NONE)
        return fail(why, STATUS_UNAVAILABLE, "KVM cannot be used: %.*s",
                    (int)strcspn(site->probe, "\n"), site->probe);
    if (site->ability == KVM_RUNS_X86_64 && site->arch == ARCH_I386)
        return fail(why, STATUS_UNAVAILABLE,
                    "this KVM cannot page in 32-bit mode; use --arch x86_64");
    return 0;
}

static void command(const struct site *site, const char *spec, struct command *command)
{
    command_add(command, "%s", site->kvm_vmm);
    command_add(command, "--marks");
    command_add(command, "fd:%d", CHILD_MARKS_FD);
    command_add(command, "-m");
    command_add(command, "16M");
    command_add(command, "-a");
    command_add(command, "bench=%s", spec);
    if (site->stats)
        command_add(command, "--stats=%s", site->stats);
    command_add(command, "--color");
    command_add(command, "never");
    command_add(command, "%s", site->image[site->arch]);
}

const struct engine engine_kvm = {
    .name = "kvm",
    .title = "KVM: 1K OS in kvm-vmm",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .check = check,
    .command = command,
};

const struct engine engine_kvm_again = {
    .name = "kvm-again",
    .title = "the same as kvm once more: what differs between them is noise",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .extra = true,
    .same_as = &engine_kvm,
    .check = check,
    .command = command,
};
