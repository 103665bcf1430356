/* Whole runs of the driver that are broken off: what was measured is kept, nothing is left running.
 */
#include "run_fixture.h"

/** Starts a long run and waits until its first round is on the disk. */
static pid_t start_long_run(void)
{
    pid_t driver = start("run --engines kvm,native --budget 2 --rounds 500 --out out");
    await_file("out/summary.md");
    return driver;
}

START_TEST(test_a_killed_driver_takes_its_engine_along)
{
    pid_t driver = start_long_run();
    ck_assert_int_eq(kill(driver, SIGKILL), 0);
    ck_assert_int_eq(waitpid(driver, NULL, 0), driver);
    for (int i = 0; i < POLLS && engine_left(); i++)
        usleep(POLL_US);
    ck_assert(!engine_left());
    struct record record = load();
    ck_assert_uint_ge(record.boots, 2);
    record_free(&record);
}
END_TEST

START_TEST(test_a_signal_before_the_first_round_leaves_nothing)
{
    setenv("FAKE_FAULT", "vmm:hang", 1);
    pid_t driver = start("run --engines kvm,native --budget 5 --out out");
    await_file("boots-of-vmm");
    kill(driver, SIGINT);
    ck_assert_int_eq(finish(driver), STATUS_SIGNAL + SIGINT);
    ck_assert_int_ne(access("out", F_OK), 0);
    ck_assert(!engine_left());
}
END_TEST

START_TEST(test_a_directory_that_was_there_before_stays)
{
    setenv("FAKE_FAULT", "vmm:hang", 1);
    ck_assert_int_eq(mkdir("out", 0777), 0);
    pid_t driver = start("run --engines kvm,native --budget 5 --out out");
    await_file("boots-of-vmm");
    kill(driver, SIGINT);
    ck_assert_int_eq(finish(driver), STATUS_SIGNAL + SIGINT);
    ck_assert_int_eq(rmdir("out"), 0);
}
END_TEST

/* The options of the questions that a run begins with, of which each may go unanswered for 10 s. */
static const char *const questions[] = {"--probe", "-version", "--help", "--list", "-S"};

/* Whatever is asked, the signal breaks it off, and nothing is asked any more. */
static void check_question(const char *option)
{
    setenv("FAKE_MUTE", option, 1);
    pid_t driver = start("run --engines kvm,tcg-1insn,tcg,native --budget 5 --out out");
    await_file("starts");
    for (int i = 0; i < POLLS && !said("starts", "mute\n"); i++)
        usleep(POLL_US);
    kill(driver, SIGINT);
    ck_assert_int_eq(finish(driver), STATUS_SIGNAL + SIGINT);
    ck_assert(said("starts", "mute\n"));
    ck_assert(!said("starts", "mute\nanswered\n") && !said("starts", "mute\nmute\n"));
    ck_assert(said("stderr.txt", "kvm-bench: stopped by a signal (Interrupt)\n"));
    ck_assert(!said("stderr.txt", "left out"));
    ck_assert_int_ne(access("out", F_OK), 0);
    ck_assert(!engine_left());
}

START_TEST(test_a_signal_breaks_off_every_question)
{
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        unlink("starts");
        check_question(questions[i]);
    }
}
END_TEST

START_TEST(test_a_signal_breaks_off_an_answer_without_end)
{
    setenv("FAKE_LOUD", "1", 1);
    check_question("--probe");
}
END_TEST

/** Whether a file is there whose name begins so. */
static bool there(const char *beginning)
{
    char command[100];
    snprintf(command, sizeof command, "ls %s* >/dev/null 2>&1", beginning);
    return system(command) == 0;
}

/**
 * Interrupts a run while the monitor hangs whose file the driver is to take up and remove.
 * @param boots  of the monitor, before the one that hangs
 */
static void check_taken_away(const char *studies, const char *boots, const char *file)
{
    char line[200];
    setenv("FAKE_FAULT", "vmm:hang", 1);
    setenv("FAKE_FROM", boots, 1);
    snprintf(line, sizeof line,
             "run --engines kvm,native --workloads alpha --budget 4 --rounds 1 --iterations 1 "
             "--boot-limit 100 --studies %s --out out",
             studies);
    pid_t driver = start(line);
    for (int i = 0; i < POLLS && !there(file); i++)
        usleep(POLL_US);
    ck_assert(there(file));
    ck_assert_int_eq(kill(driver, SIGTERM), 0);
    ck_assert_int_eq(finish(driver), STATUS_SIGNAL + SIGTERM);
    ck_assert(!there(file));
    ck_assert_int_eq(access("out/summary.md", F_OK), 0);
    ck_assert(!engine_left());
}

/* After the calibration and the round. */
START_TEST(test_a_signal_while_exits_are_counted_leaves_no_statistics)
{
    check_taken_away("none", "2", "out/stats.tmp.csv");
}
END_TEST

/* And after three boots in which exits are counted. */
START_TEST(test_a_signal_while_a_start_is_timed_leaves_no_phases)
{
    check_taken_away("startup", "5", "out/phases.tmp.csv");
}
END_TEST

/* Check runs each turn of a loop test apart: SIGHUP, SIGINT, SIGTERM. */
START_TEST(test_a_signal_keeps_what_was_measured)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGTERM};
    pid_t driver = start_long_run();
    ck_assert_int_eq(kill(driver, signals[_i]), 0);
    ck_assert_int_eq(finish(driver), STATUS_SIGNAL + signals[_i]);
    struct record record = load();
    ck_assert_uint_ge(record.boots, 2);
    ck_assert_uint_eq(record.boots % 2, 0); /* whole rounds only */
    ck_assert_uint_eq(record.samples, record.boots / 2 * (2 * 3 * 4));
    ck_assert_int_eq(access("out/summary.csv", F_OK), 0);
    ck_assert(!engine_left());
    record_free(&record);
}
END_TEST

/* nohup(1), and a shell without job control that starts a program in the background. Both signals
 * are sent at once, so that the driver, if it heard the first, would say so. */
START_TEST(test_a_signal_it_was_started_to_ignore_breaks_nothing_off)
{
    static const int ignored[] = {SIGHUP, SIGINT};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        signal(ignored[i], SIG_IGN);
    pid_t driver = start_long_run();
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        ck_assert_int_eq(kill(driver, ignored[i]), 0);
    ck_assert_int_eq(kill(driver, SIGTERM), 0);
    ck_assert_int_eq(finish(driver), STATUS_SIGNAL + SIGTERM);
}
END_TEST

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_a_killed_driver_takes_its_engine_along,
        test_a_signal_before_the_first_round_leaves_nothing,
        test_a_directory_that_was_there_before_stays,
        test_a_signal_breaks_off_every_question,
        test_a_signal_breaks_off_an_answer_without_end,
        test_a_signal_while_exits_are_counted_leaves_no_statistics,
        test_a_signal_while_a_start_is_timed_leaves_no_phases,
        test_a_signal_it_was_started_to_ignore_breaks_nothing_off,
    };
    return run_whole_runs(argc, argv, "run signals", tests, sizeof tests / sizeof *tests,
                          test_a_signal_keeps_what_was_measured, 3);
}
