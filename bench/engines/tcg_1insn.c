/*
 * The engine "tcg-1insn": QEMU's translator made to go instruction by instruction. It still
 * compiles: each instruction becomes a block of its own, and blocks are not chained, so between
 * any two instructions control goes back to QEMU's main loop. It is not an interpreter.
 */
#include "engines.h"
#include "qemu.h"

static int check(const struct site *site, struct facts *facts, struct error *why)
{
    return qemu_check(site, engine_tcg_1insn.name, QEMU_ONE_INSTRUCTION, facts, why);
}

static void command(const struct site *site, const char *spec, struct command *command)
{
    qemu_command(site, QEMU_ONE_INSTRUCTION, spec, command);
}

const struct engine engine_tcg_1insn = {
    .name = REFERENCE_ENGINE,
    .title = "QEMU TCG, 1 insn/TB: one instruction a block, no chaining",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .check = check,
    .command = command,
    .guest_status = qemu_guest_status,
};
