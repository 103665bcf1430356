/*
 * What the harness has to notice: a stray process, a terminal left raw, output that never comes; or
 * the other tests could not fail. The tests that must fail are run by the program "faulty", which
 * is this one under another name.
 */
#include "harness/process.h"
#include "harness/report.h"

#include <string.h>

#define FAULTY        ((const char *const[]){"/proc/self/exe", "faulty", NULL})
#define SHELL(script) ((const char *const[]){"sh", "-c", (script), NULL})

/* The tests of "faulty". */

START_TEST(a_terminal_left_raw)
{
    struct process process;
    process_run(&process, &(struct command){.argv = SHELL("stty raw -echo"), .terminal = true});
    ck_assert(process_terminal_is_raw(&process));
    process_terminal_must_be_restored(&process);
}
END_TEST

START_TEST(a_stray_process)
{
    struct process process;
    process_run(&process, &(struct command){.argv = SHELL("sleep 1 >&- 2>&- & exit 0")});
    process_free(&process);
}
END_TEST

START_TEST(output_that_never_comes)
{
    struct process process;
    process_start(&process, &(struct command){.argv = SHELL("echo one; sleep 60")});
    process_expect(&process, "one", 5);
    process_expect(&process, "two", 0.2);
}
END_TEST

START_TEST(what_cannot_run_here)
{
    skip("no %s", "moon");
}
END_TEST

static void add_faulty_tests(Suite *suite)
{
    TCase *faulty = report_case(suite, "faulty", 30);
    tcase_add_test(faulty, a_terminal_left_raw);
    tcase_add_test(faulty, a_stray_process);
    tcase_add_test(faulty, output_that_never_comes);
    tcase_add_test(faulty, what_cannot_run_here);
}

START_TEST(reports_failures_and_skips)
{
    static const char *const lines[] = {
        "FAIL  a_terminal_left_raw (process.c:",
        "FAIL  a_stray_process (report.c:",
        ": a process was left behind: it is still running\n",
        "FAIL  output_that_never_comes (pump.c:",
        "): \"two\" did not appear in time",
        "SKIP  what_cannot_run_here: no moon\n",
        "\nfaulty: 0 passed, 3 failed, 1 skipped\n",
    };
    struct process process;
    process_run(&process, &(struct command){.argv = FAULTY});
    for (unsigned i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        ck_assert_msg(text_find(&process.output, lines[i], 0) >= 0, "%s is not in\n%s", lines[i],
                      text_string(&process.output));
    ck_assert_int_eq(process.status, 1);
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    Suite *suite = suite_create("harness_faulty");
    bool faulty = argc > 1 && strcmp(argv[1], "faulty") == 0;
    if (faulty)
        add_faulty_tests(suite);
    else
        tcase_add_test(report_case(suite, "harness", 30), reports_failures_and_skips);
    return report_run(faulty ? "faulty" : argv[0], suite);
}
