/*
 * Not an engine to time but a meter: QEMU's translator with -icount, whose virtual clock advances
 * by the instructions executed, and by nothing else. With shift=0 each takes one nanosecond of it,
 * and the guest's time-stamp counter, which then ticks once a nanosecond, counts instructions
 * (QEMU's manual, "TCG Instruction Counting"). A repeated string instruction counts once for each
 * repetition, and once more at its end. sleep=off lets the clock jump where the guest would wait.
 * It runs where `tcg` has run, and is not checked apart.
 */
#include "engines.h"
#include "qemu.h"

static void command(const struct site *site, const char *spec, struct command *command)
{
    qemu_command(site, QEMU_ANY_LENGTH, spec, command);
    command_add(command, "-icount");
    command_add(command, "shift=0,sleep=off");
}

const struct engine engine_tcg_icount = {
    .name = "tcg-icount",
    .title = "QEMU TCG with -icount: counts instructions",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .command = command,
    .guest_status = qemu_guest_status,
};
