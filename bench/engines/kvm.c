/*
 * The engine "kvm": 1K OS in our own monitor, on this host's KVM.
 */
#include "kvm.h"

#include "engines.h"

int kvm_check(const struct site *site, struct facts *facts, struct error *why)
{
    (void)facts;
    if (site_need_program(site->kvm_vmm, "run `make`", why) != 0 ||
        site_need_file(site->image[site->arch], "run `make`", why) != 0)
        return -1;
    return site_need_kvm(site, why);
}

/** Adds an option and its value, if there is one. */
static void add_option(struct command *command, const char *option, const char *value)
{
    if (!value)
        return;
    command_add(command, "%s", option);
    command_add(command, "%s", value);
}

void kvm_command(const struct site *site, const char *irqchip, const char *spec,
                 struct command *command)
{
    command->machines = site->machines ? site->machines : 1;
    command_add(command, "%s", site->kvm_vmm);
    for (unsigned i = 0; i < command->machines; i++) {
        command_add(command, "--marks");
        command_add(command, "fd:%d", channels_marks_fd(i));
    }
    add_option(command, "-m", "16M");
    command_add(command, "-a");
    command_add(command, "bench=%s", spec);
    add_option(command, "--irqchip", irqchip);
    if (site->stats)
        command_add(command, "--stats=%s", site->stats);
    add_option(command, "--phases", site->phases);
    add_option(command, "--color", "never");
    for (unsigned i = 0; i < command->machines; i++)
        command_add(command, "%s", site->image[site->arch]);
}

static void command(const struct site *site, const char *spec, struct command *command)
{
    kvm_command(site, NULL, spec, command);
}

const struct engine engine_kvm = {
    .name = "kvm",
    .title = "KVM: 1K OS in kvm-vmm",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .machines = MACHINES_MAX,
    .check = kvm_check,
    .command = command,
};

const struct engine engine_kvm_again = {
    .name = "kvm-again",
    .title = "the same as kvm once more: what differs between them is noise",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .machines = MACHINES_MAX,
    .extra = true,
    .same_as = &engine_kvm,
    .check = kvm_check,
    .command = command,
};
