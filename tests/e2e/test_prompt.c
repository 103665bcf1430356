/*
 * VM 0's open prompt, with what was typed so far, stays at the bottom of the terminal while other
 * VMs print: it is lifted, their line printed, and put back, byte for byte.
 */
#include "harness/host.h"
#include "harness/report.h"

#include <string.h>

#define LIFTED "\r\033[K"

enum { SOON = 20 };

/* The prefix of VM 0, as wide as the other's. */
static const char *prefix(const char *image)
{
    return strstr(image, "i386") != NULL ? "os1k-i386 | " : "os1k-x86_64 | ";
}

/* 1K OS, and beside it a clock that prints a line each second. */
static const char *start(struct process *process)
{
    const char *os1k = require_any_os1k();
    vmm_start(process, &(struct command){.terminal = true, .limit_s = 40},
              ARGUMENTS("--color=never", "-a", "menu period=100", os1k, "guest/clock.bin"));
    return prefix(os1k);
}

/* Waits for the clock's line, between the lifted prompt and the same put back. */
static void expect_line_above(struct process *process, const char *name, const char *line,
                              const char *open_line)
{
    struct text wanted = {0};
    int width = (int)strlen(name) - 3;
    text_printf(&wanted, LIFTED "%-*s | %s\r\n%s%s", width, "clock", line, name, open_line);
    process_expect(process, text_string(&wanted), SOON);
    text_free(&wanted);
}

START_TEST(prompt_stays_at_the_bottom)
{
    struct process process;
    const char *name = start(&process);
    process_expect(&process, "Choice: ", SOON);
    expect_line_above(&process, name, "second 1", "Choice: ");
    expect_line_above(&process, name, "second 2", "Choice: ");
    process_send(&process, "3");
    process_expect(&process, "| > ", SOON);
    process_send(&process, "abc\b");
    expect_line_above(&process, name, "second 3", "> ab");
    process_send(&process, "d\n");
    process_expect(&process, "| > ", SOON);
    process_send(&process, "\4");
    process_expect(&process, "Choice: ", SOON);
    expect_line_above(&process, name, "second 4", "Choice: ");
    expect_line_above(&process, name, "second 5", "Choice: ");
    process_send(&process, "q");
    process_wait(&process);
    must_end_with(&process, 0);
    process_terminal_must_be_restored(&process);
    process_free(&process);
}
END_TEST

START_TEST(line_that_was_typed_comes_back_whole)
{
    struct process process;
    struct text echoed = {0};
    const char *name = start(&process);
    process_expect(&process, "Choice: ", SOON);
    process_send(&process, "3");
    process_expect(&process, "| > ", SOON);
    process_send(&process, "before ");
    expect_line_above(&process, name, "second 2", "> before ");
    process_send(&process, "after\n");
    text_printf(&echoed, "after\r\n%sbefore after\r\n", name);
    process_expect(&process, text_string(&echoed), SOON);
    process_send(&process, "\4q");
    process_wait(&process);
    must_end_with(&process, 0);
    text_free(&echoed);
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("prompt");
    TCase *tests = report_case(suite, "prompt", 60);
    tcase_add_test(tests, prompt_stays_at_the_bottom);
    tcase_add_test(tests, line_that_was_typed_comes_back_whole);
    return report_run(argv[0], suite);
}
