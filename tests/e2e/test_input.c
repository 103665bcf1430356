/*
 * From stdin to the guest: all of it, in order, however long; its end as Ctrl-D; and to VM 0 alone.
 */
#include "error.h"
#include "harness/expected.h"
#include "harness/host.h"
#include "harness/lines.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define KEYS     "build/tests/guests/real_keys.bin"
#define GREETING "Type a line and press Enter; an empty line or Ctrl-D ends.\n> "

/* A stream of bytes that look random and are the same each time (a linear congruence). */
static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* Lines of all printable characters, `size` bytes of them, and what echo makes of them. */
static void make_lines(size_t size, struct text *input, struct text *output)
{
    unsigned state = 1;
    while (input->size < size) {
        char line[201];
        size_t length = 1 + next_random(&state) % (sizeof(line) - 1);
        for (size_t i = 0; i < length; i++)
            line[i] = (char)('!' + next_random(&state) % 94);
        text_append(input, line, length);
        text_append(input, "\n", 1);
        text_append(output, line, length);
        text_append(output, "\n", 1);
        text_append(output, line, length);
        text_printf(output, "\n> ");
    }
}

enum { LONG = 100 * 1024, SHORT = 10 * 1024, PIPES = 4, SIMULATED_PART = 40 };

/* The long one takes the default way; each byte is at least two interrupts there. */
static const struct {
    const char *irqchip, *input;
    size_t size;
} pipes[PIPES] = {
    {"user", "keyboard", LONG},
    {"user", "serial", SHORT},
    {"kernel", "keyboard", SHORT},
    {"kernel", "serial", SHORT},
};

/* In a simulated machine the long one would take minutes. */
static size_t size_of(unsigned number)
{
    return pipes[number].size / (host_is_simulated() ? SIMULATED_PART : 1);
}

/* Chooses echo, types the lines, an empty one, and powers off. */
static void start_echo(struct process *process, unsigned number, struct text *input,
                       struct text *expected)
{
    struct text lines = {0}, echoed = {0};
    make_lines(size_of(number), &lines, &echoed);
    text_printf(input, "3%s\nq", text_string(&lines));
    text_printf(expected, "%s3\n" GREETING "%s\n\n%sq\n", expected_menu, text_string(&echoed),
                expected_menu);
    const struct command command = {
        .input = INPUT_BYTES, .bytes = input->data, .size = input->size, .limit_s = 400};
    vmm_start(process, &command,
              ARGUMENTS("--irqchip", pipes[number].irqchip, "--input", pipes[number].input,
                        require_any_os1k()));
    text_free(&lines);
    text_free(&echoed);
}

START_TEST(piped_input_arrives_whole)
{
    struct process processes[PIPES];
    struct text input[PIPES] = {{0}}, expected[PIPES] = {{0}};
    for (unsigned i = 0; i < PIPES; i++)
        start_echo(&processes[i], i, &input[i], &expected[i]);
    process_wait_all(processes, PIPES);
    for (unsigned i = 0; i < PIPES; i++) {
        must_end_with(&processes[i], STATUS_OK);
        text_must_equal("echo", &processes[i].output, text_string(&expected[i]));
        report_note("--irqchip %s --input %s: %zu bytes in %.1f s", pipes[i].irqchip,
                    pipes[i].input, size_of(i), process_seconds(&processes[i]));
        process_free(&processes[i]);
        text_free(&input[i]);
        text_free(&expected[i]);
    }
}
END_TEST

START_TEST(end_of_input_is_one_ctrl_d)
{
    struct process process;
    vmm_start(&process, &(struct command){.input = INPUT_BYTES, .bytes = "3abc", .size = 4},
              ARGUMENTS(require_any_os1k()));
    process_expect(&process, "> abc\nabc\n\n===", 20);
    process_expect(&process, "Choice: ", 20);
    process_read_for(&process, 0.5);
    ck_assert_msg(!process.ended, "it was told of the end twice");
    process_signal(&process, SIGTERM);
    process_wait(&process);
    must_end_with(&process, STATUS_SIGNAL + SIGTERM);
    process_free(&process);
}
END_TEST

/* Runs 1K OS with this input, which ends by itself, and returns all that it printed. */
static void run_with_input(const struct command *command, struct text *expected)
{
    struct process process;
    vmm_run(&process, command, ARGUMENTS(require_any_os1k()));
    must_end_with(&process, STATUS_OK);
    text_must_equal("stdout", &process.output, text_string(expected));
    process_free(&process);
    text_free(expected);
}

START_TEST(no_input_powers_off)
{
    struct text expected = {0};
    text_printf(&expected, "%s\n", expected_menu);
    run_with_input(&(struct command){.input = INPUT_EMPTY}, &expected);
    text_printf(&expected, "%s\n", expected_menu);
    run_with_input(&(struct command){.input = INPUT_CLOSED}, &expected);
}
END_TEST

START_TEST(input_may_be_a_file)
{
    struct text expected = {0};
    text_printf(&expected, "%s2\n%s\n%s", expected_menu, expected_count, expected_menu);
    text_printf(&expected, "q\n");
    struct scratch file;
    scratch_make(&file, "2q", 2);
    run_with_input(&(struct command){.input = INPUT_FILE, .path = file.path}, &expected);
}
END_TEST

/* Starts four VMs that count keys, and types once all are ready. */
static void run_keys(const char *input, const char *irqchip, struct text each[4])
{
    static const char *const names[] = {"real_keys#0", "real_keys#1", "real_keys#2", "real_keys#3"};
    struct process process;
    require_kvm();
    vmm_start(&process, &(struct command){.input = INPUT_OPEN},
              ARGUMENTS("--irqchip", irqchip, "--input", input, KEYS, KEYS, KEYS, KEYS));
    for (unsigned vm = 0; vm < 4; vm++)
        process_expect(&process, "press keys\n", 10);
    process_send(&process, "hello there");
    process_wait(&process);
    must_end_with(&process, STATUS_OK);
    lines_sort(&process.output, names, 4, NULL, each);
    process_free(&process);
}

static void must_count_keys(const char *input, const char *irqchip, unsigned of_vm_0)
{
    struct text each[4] = {{0}};
    run_keys(input, irqchip, each);
    for (unsigned vm = 0; vm < 4; vm++) {
        struct text expected = {0};
        text_printf(&expected, "press keys\nkeys: %u\n", vm == 0 ? of_vm_0 : 0);
        text_must_equal(irqchip, &each[vm], text_string(&expected));
        text_free(&expected);
        text_free(&each[vm]);
    }
}

START_TEST(only_vm_0_sees_a_key)
{
    must_count_keys("keyboard", "user", strlen("hello there"));
    must_count_keys("keyboard", "kernel", strlen("hello there"));
}
END_TEST

START_TEST(serial_input_presses_no_key)
{
    must_count_keys("serial", "user", 0);
    must_count_keys("serial", "kernel", 0);
}
END_TEST

START_TEST(other_vms_run_while_vm_0_waits_for_a_key)
{
    struct process process;
    vmm_start(&process, &(struct command){.input = INPUT_OPEN},
              ARGUMENTS(require_any_os1k(), "guest/counter.bin", "guest/hello.bin"));
    process_expect(&process, "| Good-bye!\n", 20);
    process.seen = 0; /* the two may end in any order */
    process_expect(&process, "| count 9\n", 20);
    ck_assert_uint_eq(text_count(&process.output, "| count "), 10);
    ck_assert(!process.ended);
    process_send(&process, "q");
    process_wait(&process);
    must_end_with(&process, STATUS_OK);
    process_free(&process);
}
END_TEST

START_TEST(input_that_nobody_takes_waits_in_bounds)
{
    struct process process;
    struct text flood = {0};
    require_kvm();
    for (unsigned i = 0; i < 100000; i++)
        text_append(&flood, "0123456789", 10);
    vmm_start(&process,
              &(struct command){.input = INPUT_BYTES, .bytes = flood.data, .size = flood.size},
              ARGUMENTS("build/tests/guests/real_spin.bin"));
    process_expect(&process, "spinning\n", 10);
    process_read_for(&process, 1);
    ck_assert_msg(process.pending_size > flood.size / 2, "it swallowed %zu bytes",
                  flood.size - process.pending_size);
    process_signal(&process, SIGTERM);
    process_wait(&process);
    must_end_with(&process, STATUS_SIGNAL + SIGTERM);
    process_free(&process);
    text_free(&flood);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("input");
    TCase *tests = report_case(suite, "input", 60), *large = report_case(suite, "large", 420);
    tcase_add_test(tests, end_of_input_is_one_ctrl_d);
    tcase_add_test(tests, no_input_powers_off);
    tcase_add_test(tests, input_may_be_a_file);
    tcase_add_test(tests, only_vm_0_sees_a_key);
    tcase_add_test(tests, serial_input_presses_no_key);
    tcase_add_test(tests, other_vms_run_while_vm_0_waits_for_a_key);
    tcase_add_test(tests, input_that_nobody_takes_waits_in_bounds);
    tcase_add_test(large, piped_input_arrives_whole);
    return report_run(argv[0], suite);
}
