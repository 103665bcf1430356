/*
 * The engine "tcg": QEMU's translator as everyone runs it, blocks of any length, chained.
 */
#include "engines.h"
#include "qemu.h"

static int check(const struct site *site, struct facts *facts, struct error *why)
{
    return qemu_check(site, engine_tcg.name, QEMU_ANY_LENGTH, facts, why);
}

static void command(const struct site *site, const char *spec, struct command *command)
{
    qemu_command(site, QEMU_ANY_LENGTH, spec, command);
}

const struct engine engine_tcg = {
    .name = "tcg",
    .title = "QEMU TCG: a translator of whole blocks of code",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .check = check,
    .command = command,
    .guest_status = qemu_guest_status,
};

const struct engine engine_tcg_again = {
    .name = "tcg-again",
    .title = "the same as tcg once more",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .extra = true,
    .same_as = &engine_tcg,
    .check = check,
    .command = command,
    .guest_status = qemu_guest_status,
};
