/*
 * 1K OS without input, on every machine: programs from the command line, faults that end the
 * program and not the system, memory, and the statuses it powers off with.
 */
#include "harness/expected.h"
#include "harness/host.h"
#include "harness/machine.h"
#include "harness/report.h"

#include <stdio.h>
#include <string.h>

enum { STATUS_DONE = 0, STATUS_STOPPED = 1, STATUS_BAD_COMMAND_LINE = 64 };

/* Runs 1K OS with this command line; it must print exactly that and power off with `status`. */
static void must_print(unsigned kind, const char *append, int status, const char *expected)
{
    struct machine machine;
    machine_boot(&machine, kind, MACHINE_SILENT, append, 0);
    ck_assert_int_eq(machine_wait(&machine), status);
    machine_must_have_printed(&machine, expected);
    machine_free(&machine);
}

START_TEST(runs_programs_of_the_menu)
{
    struct text expected = {0};
    expected_table(&expected);
    text_printf(&expected, "%sHello, World\n", expected_count);
    must_print((unsigned)_i, "run=1,counter,4:20", STATUS_DONE, text_string(&expected));
    text_free(&expected);
}
END_TEST

static const char *last_word(const char *line)
{
    const char *blank = strrchr(line, ' ');
    return blank == NULL ? line : blank + 1;
}

START_TEST(names_the_word_it_cannot_read)
{
    static const char *const words[] = {"frobnicate", "run=9",  "tick=5",
                                        "run=",       "run=2,", "menu bench=a bench=b"};
    for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        struct text expected = {0};
        text_printf(&expected,
                    "1K OS: cannot read '%s'; it knows, each once, menu, run=PROGRAM,... "
                    "bench=NAME:SIZE:ITERATIONS,... tick=HZ (19 to 1000) period=MS\n",
                    last_word(words[i]));
        must_print((unsigned)_i, words[i], STATUS_BAD_COMMAND_LINE, text_string(&expected));
        text_free(&expected);
    }
}
END_TEST

struct fault {
    const char *program, *name;
    unsigned vector;
    const char *address; /* of a page fault; NULL: depends on the build */
};

static const struct fault faults[] = {
    {"fault-null", "page fault", 14, "0x0"},
    {"fault-kernel-read", "page fault", 14, "0x100000"},
    {"fault-kernel-write", "page fault", 14, "0x100000"},
    {"fault-text-write", "page fault", 14, NULL},
    {"fault-stack", "page fault", 14, NULL},
    {"fault-divide", "divide error", 0, NULL},
    {"fault-breakpoint", "breakpoint", 3, NULL},
    {"fault-opcode", "invalid opcode", 6, NULL},
    {"fault-privileged", "general protection fault", 13, NULL},
    {"fault-port", "general protection fault", 13, NULL},
    {"fault-interrupt", "general protection fault", 13, NULL},
};

/* A KVM that emulates ring 0 delivers every INT n of ring 3 as an invalid opcode. */
static const struct fault emulated_interrupt = {"fault-interrupt", "invalid opcode", 6, NULL};

static const struct fault *fault_on(const struct machine_kind *kind, unsigned number)
{
    bool emulated = kind->irqchip != NULL && host_probe() != 0;
    bool interrupt = strcmp(faults[number].program, emulated_interrupt.program) == 0;
    return emulated && interrupt ? &emulated_interrupt : &faults[number];
}

enum { FAULTS = sizeof(faults) / sizeof(faults[0]) };

/* The report is one line: the name, the vector, and where; for a page fault also the address. */
static void must_name(const struct machine *machine, const struct fault *fault)
{
    const struct text *output = &machine->process->output;
    struct text begin = {0}, end = {0};
    text_printf(&begin, "Program stopped: %s (vector %u), error code ", fault->name, fault->vector);
    if (fault->address != NULL)
        text_printf(&end, ", address %s\n", fault->address);
    ck_assert_msg(text_find(output, text_string(&begin), 0) == 0 && text_lines(output) == 1,
                  "%s, %s: \"%s\" is not all of:\n%s", machine->kind->name, fault->program,
                  text_string(&begin), text_tail(output));
    ck_assert_msg(text_find(output, text_string(&end), 0) >= 0, "%s, %s: address %s is not in:\n%s",
                  machine->kind->name, fault->program, fault->address, text_tail(output));
    text_free(&begin);
    text_free(&end);
}

START_TEST(fault_ends_the_program_and_is_named)
{
    for (unsigned i = 0; i < FAULTS; i++) {
        char append[64];
        struct machine machine;
        snprintf(append, sizeof(append), "run=%s,counter", faults[i].program);
        machine_boot(&machine, (unsigned)_i, MACHINE_SILENT, append, 0);
        ck_assert_int_eq(machine_wait(&machine), STATUS_STOPPED);
        must_name(&machine, fault_on(machine.kind, i));
        machine_free(&machine);
    }
}
END_TEST

START_TEST(system_lives_on_after_a_fault)
{
    struct machine machine;
    machine_boot(&machine, (unsigned)_i, MACHINE_KEYBOARD, "menu run=fault-null", 0);
    machine_expect(&machine, "Program stopped: page fault (vector 14)", 20);
    machine_expect(&machine, expected_menu, 20);
    machine_type(&machine, "2");
    machine_expect(&machine, expected_count, 20);
    machine_expect(&machine, "Choice: ", 20);
    machine_type(&machine, "q");
    ck_assert_int_eq(machine_wait(&machine), STATUS_DONE);
    machine_free(&machine);
}
END_TEST

START_TEST(refuses_bad_pointers)
{
    struct machine machine;
    machine_boot(&machine, (unsigned)_i, MACHINE_SILENT, "run=bad-pointers", 0);
    ck_assert_int_eq(machine_wait(&machine), STATUS_DONE);
    const struct text *output = &machine.process->output;
    ck_assert_msg(text_lines(output) == 17 && text_count(output, ": refused\n") == 17,
                  "not all 17 were refused:\n%s", text_tail(output));
    machine_free(&machine);
}
END_TEST

START_TEST(memory_comes_zeroed_and_comes_back)
{
    struct machine machine;
    unsigned first, second, bad[2];
    machine_boot(&machine, (unsigned)_i, MACHINE_SILENT, "run=memory", 120);
    ck_assert_int_eq(machine_wait(&machine), STATUS_DONE);
    const char *text = text_string(&machine.process->output);
    int fields = sscanf(text,
                        "memory: round 1, %u pages, %u bad\n"
                        "memory: round 2, %u pages, %u bad\n",
                        &first, &bad[0], &second, &bad[1]);
    ck_assert_msg(fields == 4 && text_lines(&machine.process->output) == 2, "it printed:\n%s",
                  text);
    ck_assert_uint_eq(bad[0] + bad[1], 0);
    ck_assert_uint_eq(first, second);
    ck_assert_uint_gt(first, 2500); /* of the 16 MiB: 4096 pages */
    machine_free(&machine);
}
END_TEST

START_TEST(end_of_input_powers_off)
{
    struct machine machine;
    machine_boot(&machine, (unsigned)_i, MACHINE_ENDED, "menu", 0);
    ck_assert_int_eq(machine_wait(&machine), STATUS_DONE);
    struct text expected = {0};
    text_printf(&expected, "%s\n", expected_menu);
    machine_must_have_printed(&machine, text_string(&expected));
    text_free(&expected);
    machine_free(&machine);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("os1k");
    TCase *tests = report_case(suite, "os1k", 240);
    tcase_add_loop_test(tests, runs_programs_of_the_menu, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, names_the_word_it_cannot_read, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, fault_ends_the_program_and_is_named, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, system_lives_on_after_a_fault, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, refuses_bad_pointers, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, memory_comes_zeroed_and_comes_back, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, end_of_input_powers_off, 0, MACHINE_KINDS);
    return report_run(argv[0], suite);
}
