/*
 * The terminal on every way out: its settings are as before, no process is left, and the exit
 * status says how it ended. Also what Ctrl-A does.
 */
#include "error.h"
#include "harness/host.h"
#include "harness/report.h"

#include <signal.h>

#define GUEST(name) "build/tests/guests/real_" name ".bin"
#define BANNER      "Ctrl-A x quits, Ctrl-A h helps"

/* Runs a guest that computes for ever on a terminal, and waits until the terminal is raw. */
static void start_spinning(struct process *process)
{
    require_kvm();
    vmm_start(process, &(struct command){.terminal = true},
              ARGUMENTS("--color=never", GUEST("spin")));
    process_expect(process, "spinning\r\n", 10);
    for (unsigned tries = 0; tries < 100 && !process_terminal_is_raw(process); tries++)
        process_read_for(process, 0.02);
    ck_assert(process_terminal_is_raw(process));
}

static void must_end_restored(struct process *process, int status)
{
    process_wait(process);
    must_end_with(process, status);
    process_terminal_must_be_restored(process);
    process_free(process);
}

static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV};

START_TEST(signal_restores_the_terminal)
{
    struct process process;
    start_spinning(&process);
    process_signal(&process, signals[_i]);
    must_end_restored(&process, STATUS_SIGNAL + signals[_i]);
}
END_TEST

START_TEST(stop_restores_and_continue_takes_it_again)
{
    struct process process;
    start_spinning(&process);
    process_signal(&process, SIGTSTP);
    process_expect_stopped(&process, true, 10);
    process_terminal_must_be_restored(&process);
    process_signal(&process, SIGCONT);
    process_expect_stopped(&process, false, 10);
    for (unsigned tries = 0; tries < 100 && !process_terminal_is_raw(&process); tries++)
        process_read_for(&process, 0.02);
    ck_assert(process_terminal_is_raw(&process));
    process_signal(&process, SIGTERM);
    must_end_restored(&process, STATUS_SIGNAL + SIGTERM);
}
END_TEST

START_TEST(stopped_and_killed_leaves_it_restored)
{
    struct process process;
    start_spinning(&process);
    process_signal(&process, SIGTSTP);
    process_expect_stopped(&process, true, 10);
    process_signal(&process, SIGKILL);
    must_end_restored(&process, STATUS_SIGNAL + SIGKILL);
}
END_TEST

START_TEST(guest_that_ends_restores_it)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){.terminal = true}, ARGUMENTS(GUEST("ports")));
    must_end_restored(&process, 42);
}
END_TEST

START_TEST(guest_that_crashes_restores_it)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){.terminal = true},
            ARGUMENTS("build/tests/guests/long_no_gate.elf"));
    must_end_restored(&process, STATUS_CRASHED);
}
END_TEST

START_TEST(error_before_the_start_leaves_it_alone)
{
    struct process process;
    vmm_run(&process, &(struct command){.terminal = true}, ARGUMENTS("guest/no-such-image.bin"));
    must_end_restored(&process, STATUS_NO_FILE);
}
END_TEST

START_TEST(timeout_restores_it)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){.terminal = true},
            ARGUMENTS("--timeout", "0.5", GUEST("spin")));
    must_end_restored(&process, STATUS_TIMEOUT);
}
END_TEST

START_TEST(output_that_is_gone_ends_the_run)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){.terminal = true, .output = OUTPUT_BROKEN},
            ARGUMENTS(GUEST("flood")));
    must_end_restored(&process, STATUS_OS_ERROR);
    vmm_run(&process, &(struct command){.terminal = true, .output = OUTPUT_CLOSED},
            ARGUMENTS(GUEST("flood")));
    must_end_restored(&process, STATUS_OS_ERROR);
}
END_TEST

START_TEST(ctrl_a_x_quits)
{
    struct process process;
    start_spinning(&process);
    ck_assert_msg(text_find(&process.output, BANNER, 0) >= 0, "the way out is not told:\n%s",
                  text_string(&process.output));
    process_send(&process, "x");
    process_read_for(&process, 0.2);
    ck_assert(!process.ended);
    process_send(&process, "\001x");
    must_end_restored(&process, STATUS_OK);
}
END_TEST

START_TEST(ctrl_a_h_helps)
{
    struct process process;
    start_spinning(&process);
    process_send(&process, "\001h");
    process_expect(&process, "Ctrl-A x       quits", 5);
    process_expect(&process, "Ctrl-A h       shows this help", 5);
    process_expect(&process, "Ctrl-A Ctrl-A  sends Ctrl-A to the guest", 5);
    ck_assert(!process.ended);
    process_send(&process, "\001x");
    must_end_restored(&process, STATUS_OK);
}
END_TEST

START_TEST(ctrl_c_is_the_guests)
{
    struct process process;
    start_spinning(&process);
    process_send(&process, "\003\032\034");
    process_read_for(&process, 0.3);
    ck_assert(!process.ended && !process.stopped);
    process_send(&process, "\001x");
    must_end_restored(&process, STATUS_OK);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("terminal");
    TCase *tests = report_case(suite, "terminal", 60);
    tcase_add_loop_test(tests, signal_restores_the_terminal, 0,
                        sizeof(signals) / sizeof(signals[0]));
    tcase_add_test(tests, stop_restores_and_continue_takes_it_again);
    tcase_add_test(tests, stopped_and_killed_leaves_it_restored);
    tcase_add_test(tests, guest_that_ends_restores_it);
    tcase_add_test(tests, guest_that_crashes_restores_it);
    tcase_add_test(tests, error_before_the_start_leaves_it_alone);
    tcase_add_test(tests, timeout_restores_it);
    tcase_add_test(tests, output_that_is_gone_ends_the_run);
    tcase_add_test(tests, ctrl_a_x_quits);
    tcase_add_test(tests, ctrl_a_h_helps);
    tcase_add_test(tests, ctrl_c_is_the_guests);
    return report_run(argv[0], suite);
}
