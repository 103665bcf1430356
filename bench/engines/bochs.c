/*
 * The engine "bochs": an interpreter in the full sense. For every instruction of the guest it calls
 * a function of its own that does what the instruction says; nothing is ever translated.
 *
 * Bochs has no debug console at port 0x1e9, so the marks leave by its second serial port, and none
 * at 0xf4, so it is ended once the last mark has come. Its time-stamp counter counts instructions
 * (Bochs user manual, option `cpu`, "ips"): the driver's clock alone times it, and the counter is
 * kept as a second count of instructions. `ips` only sets how fast Bochs' other clocks run against
 * that: the least there is lets a byte leave the serial port after 87 instructions.
 */
#include "engines.h"

#include "bochs_rom.h"

#include <stdio.h>
#include <stdlib.h>

#define MEMORY_MIB 16

/** The files that Bochs reads while it starts: memory, the ROM, and what starts its debugger. */
static void add_files(const struct site *site, const char *spec, struct command *command)
{
    struct bochs_files files = {0};
    struct error why = {0};
    char *append = NULL;
    if (asprintf(&append, "bench=%s", spec) < 0) {
        command->broken = true;
        return;
    }
    if (bochs_files_make(&files, site->image[site->arch], append, MEMORY_MIB << 20, &why) == 0) {
        int rom = command_file(command, files.rom, files.rom_size, files.rom_size);
        int ram = command_file(command, files.ram, files.ram_size,
                               (MEMORY_MIB << 20) - BOCHS_RAM_ADDRESS);
        command_add(command, "vgaromimage: file=/dev/fd/%d", rom);
        command_add(command, "optramimage1: file=/dev/fd/%d, address=%#x", ram, BOCHS_RAM_ADDRESS);
    } else {
        command->broken = true;
    }
    bochs_files_free(&files);
    free(append);
}

static void command(const struct site *site, const char *spec, struct command *command)
{
    /* No disk, no network, no sound; time follows the instructions; a terminal that nobody sees. */
    static const char *const machine[] = {
        "-f",
        "/dev/null",
        "display_library: term",
        "log: /dev/fd/2",
        "info: action=ignore",
        "panic: action=fatal",
        "cpu: count=1, ips=1000000, reset_on_triple_fault=0",
        "clock: sync=none, time0=946684800",
        "port_e9_hack: enabled=1",
        "sound: waveoutdrv=dummy, waveindrv=dummy, midioutdrv=dummy",
        "plugin_ctrl: biosdev=0, speaker=0, extfpuirq=0, parallel=0, gameport=0, iodebug=0",
        NULL};
    static const char go_on[] = "continue\n";

    command_add_words(command, (const char *const[]){"env", "TERM=dumb", site->bochs, "-q", NULL});
    if (site->bochs_debugs) {
        int file = command_file(command, go_on, sizeof go_on - 1, sizeof go_on - 1);
        command_add(command, "-rc");
        command_add(command, "/dev/fd/%d", file);
    }
    command_add_words(command, machine);
    command_add(command, "memory: guest=%d, host=%d", MEMORY_MIB, MEMORY_MIB);
    command_add(command, "com2: enabled=1, mode=file, dev=/dev/fd/%d", CHILD_MARKS_FD);
    add_files(site, spec, command);
}

static int check(const struct site *site, struct facts *facts, struct error *why)
{
    if (site_need_program(site->bochs, "it is optional: `make setup-extra` installs it", why) !=
            0 ||
        site_need_file(site->image[site->arch], "run `make`", why) != 0)
        return -1;
    struct bochs_files files;
    int result = bochs_files_make(&files, site->image[site->arch], NULL, MEMORY_MIB << 20, why);
    bochs_files_free(&files);
    if (result != 0)
        return -1;
    facts_set(facts, "bochs_debugger", "%s", site->bochs_debugs ? "built in" : "none");
    return 0;
}

const struct engine engine_bochs = {
    .name = "bochs",
    .title = "Bochs: an interpreter, one instruction after another",
    .marks = MARKS_ON_FD,
    .hypervisor = true,
    .extra = true,
    .counts_instructions = true,
    .stays = true,
    .check = check,
    .command = command,
};
