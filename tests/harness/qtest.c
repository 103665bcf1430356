#include "qtest.h"
#include "host.h"
#include "process.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 24 }; /* accesses before one that went wrong */

/* No command of QEMU's: the refusal names it, and so tells that all before is done. */
#define LAST_WORD "that-is-all"

static const char *const argv[] = {
    "qemu-system-i386",
    "-machine",
    "pc",
    "-accel",
    "tcg",
    "-S",
    "-m",
    "16",
    "-nodefaults",
    "-display",
    "none",
    "-qtest",
    "stdio",
    "-qtest-log",
    "none",
    "-serial",
    "null",
    NULL,
};

static void write_script(struct text *script, const struct port_access *accesses, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct port_access *access = &accesses[i];
        if (access->write)
            text_printf(script, "outb 0x%x 0x%x\n", access->port, access->value);
        else
            text_printf(script, "inb 0x%x\n", access->port);
    }
    text_printf(script, LAST_WORD "\n");
}

static void describe(struct text *text, const struct port_access *access)
{
    text_printf(text, access->write ? " %x<-%02x" : " %x:%02x", access->port, access->value);
}

static void must_agree(const struct port_access *accesses, size_t at, unsigned long answer)
{
    const struct port_access *access = &accesses[at];
    struct text before = {0};
    if (access->write || ((answer ^ access->value) & access->mask) == 0)
        return;
    for (size_t i = at > SHOWN ? at - SHOWN : 0; i < at; i++)
        describe(&before, &accesses[i]);
    ck_abort_msg(
        "access %zu: port %x reads %02x here, and %02lx in QEMU (of it counts %02x), after%s", at,
        access->port, access->value, answer, access->mask, text_string(&before));
}

/* An answer is a line, "OK" or "OK 0x0055". */
static void compare(const char *answers, const struct port_access *accesses, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ck_assert_msg(strncmp(answers, "OK", 2) == 0, "QEMU says to access %zu: %.60s", i, answers);
        must_agree(accesses, i, strtoul(answers + 2, NULL, 16));
        answers = strchr(answers, '\n') + 1;
    }
}

void qtest_must_agree(const struct port_access *accesses, size_t count)
{
    struct process process;
    struct text script = {0};
    require_program(argv[0]);
    write_script(&script, accesses, count);
    process_start(&process, &(struct command){.argv = argv,
                                              .input = INPUT_BYTES,
                                              .bytes = script.data,
                                              .size = script.size,
                                              .limit_s = 60});
    process_expect(&process, LAST_WORD, 60);
    compare(text_string(&process.output), accesses, count);
    process_free(&process);
    text_free(&script);
}
