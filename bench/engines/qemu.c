#include "qemu.h"

#include "base/tail.h"
#include "qmp.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/**
 * Whether QEMU knows the accelerator's property one-insn-per-tb. It came with QEMU 8.1 in place of
 * -singlestep, which 9.0 removed (QEMU's manual, "Removed features").
 */
static bool has_property(const struct site *site)
{
    int major = 0, minor = 0;
    const char *number = strstr(site->qemu_version, "version ");
    if (!number || sscanf(number, "version %d.%d", &major, &minor) != 2)
        return true; /* not a version we can read: the read-back will tell */
    return major > 8 || (major == 8 && minor >= 1);
}

static void add_accelerator(const struct site *site, enum qemu_blocks blocks,
                            struct command *command)
{
    command_add(command, "-accel");
    if (blocks == QEMU_NO_TRANSLATION) {
        command_add(command, "kvm");
    } else if (!has_property(site)) {
        command_add(command, "tcg");
        if (blocks == QEMU_ONE_INSTRUCTION)
            command_add(command, "-singlestep");
    } else {
        command_add(command, "tcg,one-insn-per-tb=%s",
                    blocks == QEMU_ONE_INSTRUCTION ? "on" : "off");
    }
}

void qemu_command(const struct site *site, enum qemu_blocks blocks, const char *spec,
                  struct command *command)
{
    static const char *const machine[] = {
        "-M",       "pc",   "-m",         "16", "-nodefaults", "-no-user-config",
        "-display", "none", "-no-reboot", NULL};
    static const char *const devices[] = {"-chardev", "file,id=console,path=/dev/fd/1",
                                          "-device",  "isa-debugcon,iobase=0xe9,chardev=console",
                                          "-device",  "isa-debugcon,iobase=0x1e9,chardev=marks",
                                          "-device",  "isa-debug-exit,iobase=0xf4,iosize=1",
                                          "-mon",     "chardev=qmp,mode=control",
                                          NULL};

    command_add(command, "%s", site->qemu[site->arch]);
    add_accelerator(site, blocks, command);
    command_add_words(command, machine);
    command_add(command, "-chardev");
    command_add(command, "file,id=marks,path=/dev/fd/%d", CHILD_MARKS_FD);
    command_add(command, "-chardev");
    command_add(command, "socket,id=qmp,fd=%d", CHILD_QMP_FD);
    command_add_words(command, devices);
    command_add(command, "-kernel");
    command_add(command, "%s", site->image[site->arch]);
    command_add(command, "-append");
    command_add(command, "bench=%s", spec);
}

/** Fails for a reason, with what QEMU said last; it has ended. */
static int fail_with_words(const struct process *qemu, const struct error *reason,
                           struct error *why)
{
    struct tail text = {0};
    tail_drain(&text, qemu->text_fd);
    const char *words = tail_last_line(&text);
    return fail(why, reason->status, "%.180s%s%.200s", reason->text, *words ? ". It said: " : "",
                words);
}

/** Starts QEMU as for a run, but halted, and asks it how it will run the guest. */
static int read_back(const struct site *site, enum qemu_blocks blocks, struct qmp_blocks *answer,
                     struct error *why)
{
    struct command command = {0};
    struct process process;
    struct error reason = {0};
    if (signals_obey(site->signals, why) != 0)
        return -1;
    qemu_command(site, blocks, "", &command);
    command_add(&command, "-S");
    int result = process_start(&process, &command, MARKS_ON_FD, why);
    if (result == 0) {
        struct qmp qmp = {.fd = process.qmp_fd, .signals = site->signals};
        result = blocks == QEMU_NO_TRANSLATION ? qmp_read_kvm(&qmp, &reason)
                                               : qmp_read_blocks(&qmp, answer, &reason);
        process_stop(&process);
        if (result != 0)
            fail_with_words(&process, &reason, why);
        process_close(&process);
    }
    command_free(&command);
    return result;
}

static void describe(const struct site *site, const char *engine, enum qemu_blocks blocks,
                     const struct qmp_blocks *answer, struct facts *facts)
{
    char key[80];
    facts_set(facts, "qemu_version", "%s", site->qemu_version);
    snprintf(key, sizeof key, "one_insn_per_tb.%s", engine);
    facts_set(facts, key, "%s", answer->one_instruction ? "on" : "off");
    snprintf(key, sizeof key, "one_insn_per_tb_set_by.%s", engine);
    facts_set(facts, key, "%s",
              has_property(site)               ? "-accel tcg,one-insn-per-tb"
              : blocks == QEMU_ONE_INSTRUCTION ? "-singlestep"
                                               : "default");
    snprintf(key, sizeof key, "one_insn_per_tb_read_back_by.%s", engine);
    facts_set(facts, key, "%s", answer->source);
}

int qemu_check(const struct site *site, const char *engine, enum qemu_blocks blocks,
               struct facts *facts, struct error *why)
{
    struct qmp_blocks answer;
    bool wanted = blocks == QEMU_ONE_INSTRUCTION;
    if (site_need_program(site->qemu[site->arch], "run `make setup`", why) != 0 ||
        site_need_file(site->image[site->arch], "run `make`", why) != 0 ||
        read_back(site, blocks, &answer, why) != 0)
        return -1;
    describe(site, engine, blocks, &answer, facts);
    if (answer.one_instruction != wanted)
        return fail(why, STATUS_UNAVAILABLE,
                    "QEMU says that one instruction per block is %s, where %s was asked for",
                    answer.one_instruction ? "on" : "off", wanted ? "on" : "off");
    return 0;
}

int qemu_check_kvm(const struct site *site, struct error *why)
{
    struct qmp_blocks unused;
    if (site_need_program(site->qemu[site->arch], "run `make setup`", why) != 0 ||
        site_need_file(site->image[site->arch], "run `make`", why) != 0)
        return -1;
    return read_back(site, QEMU_NO_TRANSLATION, &unused, why);
}

int qemu_guest_status(int wait_status)
{
    if (WIFSIGNALED(wait_status))
        return process_exit_status(wait_status);
    return WEXITSTATUS(wait_status) & 1 ? WEXITSTATUS(wait_status) >> 1 : -1;
}
