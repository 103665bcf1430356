/*
 * The engine "native": the same workloads' object files as a process of the host, without any
 * virtual machine. It is the physical limit, and the reference for checksums.
 */
#include "engines.h"

#include "catalogue.h"

static int check(const struct site *site, struct facts *facts, struct error *why)
{
    struct catalogue catalogue;
    (void)facts;
    if (site_need_program(site->native[site->arch], "run `make`", why) != 0)
        return -1;
    /* A kernel without 32-bit emulation has the i386 program, but cannot run it. */
    int result = catalogue_load(&catalogue, site, site->arch, why);
    catalogue_free(&catalogue);
    return result;
}

static void command(const struct site *site, const char *spec, struct command *command)
{
    command_add(command, "%s", site->native[site->arch]);
    command_add(command, "%s", spec);
}

const struct engine engine_native = {
    .name = "native",
    .title = "native: the same C as a host process, no virtual machine",
    .marks = MARKS_ON_STDOUT,
    .hypervisor = false,
    .check = check,
    .command = command,
};

const struct engine engine_native_again = {
    .name = "native-again",
    .title = "the same as native once more",
    .marks = MARKS_ON_STDOUT,
    .hypervisor = false,
    .extra = true,
    .same_as = &engine_native,
    .check = check,
    .command = command,
};
