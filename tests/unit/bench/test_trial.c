/* `make bench-vmm`: one run of a program, seen from outside, with lines of shell as programs. */
#include "script.h"
#include "unit/run_tests.h"
#include "vmm/resident.h"
#include "vmm/trial.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define MS 1000000ull

static struct error err;

static void set_up(void)
{
    err = (struct error){0};
}

static struct command shell(const char *line)
{
    struct command command = {0};
    command_add_words(&command, (const char *const[]){"sh", "-c", line, NULL});
    return command;
}

static int run(struct trial *trial, const char *line)
{
    struct command command = shell(line);
    int result = trial_run(trial, &command, &err);
    command_free(&command);
    return result;
}

/* Two words 0.1 s apart, behind 0.05 s of silence, and 0.05 s more: no word's time is known better
 * than this machine is idle, but none comes before its time. */
START_TEST(times_are_from_the_start)
{
    struct trial trial;
    ck_assert_int_eq(run(&trial, "sleep 0.05; echo first; sleep 0.1; printf 12345; sleep 0.05"), 0);
    ck_assert_uint_ge(trial.first_ns, 50 * MS);
    ck_assert_uint_ge(trial.span_ns, 100 * MS);
    ck_assert_uint_ge(trial.wall_ns, trial.first_ns + trial.span_ns + 50 * MS);
    ck_assert_uint_eq(trial.bytes, 5); /* not the first ones */
}
END_TEST

START_TEST(a_program_that_says_nothing_has_no_first_byte)
{
    struct trial trial;
    ck_assert_int_eq(run(&trial, "sleep 0.01"), 0);
    ck_assert_uint_eq(trial.first_ns, 0);
    ck_assert_uint_eq(trial.span_ns, 0);
    ck_assert_uint_ge(trial.wall_ns, 10 * MS);
}
END_TEST

START_TEST(another_status_is_an_error_with_the_last_words)
{
    struct trial trial;
    ck_assert_int_eq(run(&trial, "echo much; echo 'no KVM here' >&2; exit 69"), -1);
    ck_assert_int_eq(err.status, STATUS_OS_ERROR);
    ck_assert_str_eq(err.text, "sh ended with status 69: no KVM here");
}
END_TEST

START_TEST(a_program_that_is_not_there)
{
    struct trial trial;
    struct command command = {0};
    command_add(&command, "/no/such/program");
    ck_assert_int_eq(trial_run(&trial, &command, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "/no/such/program"));
    command_free(&command);
}
END_TEST

/* What it still does is measured, and must not be disturbed by someone who keeps asking. */
START_TEST(a_program_that_closes_its_output_is_waited_for_in_peace)
{
    struct trial trial;
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    ck_assert_int_eq(run(&trial, "echo word; exec >&- 2>&-; sleep 1"), 0);
    getrusage(RUSAGE_SELF, &after);
    ck_assert_uint_ge(trial.wall_ns, 1000 * MS);
    long used_ms = (after.ru_utime.tv_sec - before.ru_utime.tv_sec) * 1000 +
                   (after.ru_utime.tv_usec - before.ru_utime.tv_usec) / 1000 +
                   (after.ru_stime.tv_sec - before.ru_stime.tv_sec) * 1000 +
                   (after.ru_stime.tv_usec - before.ru_stime.tv_usec) / 1000;
    ck_assert_msg(used_ms < 200, "%ld ms", used_ms);
}
END_TEST

/* Each waits for the other's file. */
START_TEST(several_run_at_once)
{
    char directory[] = "/tmp/test_trial.XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(directory));
    ck_assert_int_eq(chdir(directory), 0);
    struct command commands[2] = {
        shell(": >one; while [ ! -e two ]; do sleep 0.01; done; echo first"),
        shell(": >two; while [ ! -e one ]; do sleep 0.01; done; echo second")};
    struct trial trials[2];
    ck_assert_int_eq(trial_run_together(trials, commands, 2, &err), 0);
    ck_assert_str_eq(trials[0].text.text, "first\n");
    ck_assert_str_eq(trials[1].text.text, "second\n");
    for (int i = 0; i < 2; i++)
        command_free(&commands[i]);
    ck_assert(unlink("one") == 0 && unlink("two") == 0 && rmdir(directory) == 0);
}
END_TEST

/** Asks for the memory of a monitor that is a script. */
static int resident_of(const char *script, double *kib)
{
    char path[] = "/tmp/test_trial.XXXXXX";
    make_script(path, script);
    int result = resident_besides_guests(path, "guests", 2, kib, &err);
    unlink(path);
    return result;
}

static const struct ending {
    const char *script, *words;
} endings[] = {
    {"exit 3", "the monitor ended and said nothing"},
    {"echo ready; echo no memory >&2; exit 1", "the monitor ended: no memory"},
    {"echo ready; echo ready; sleep 60", "0 of 2 guests' memory found"},
};

START_TEST(memory_of_what_is_no_monitor)
{
    double kib;
    ck_assert_int_eq(resident_of(endings[_i].script, &kib), -1);
    ck_assert_msg(strstr(err.text, endings[_i].words) != NULL, "%s", err.text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        times_are_from_the_start,
        a_program_that_says_nothing_has_no_first_byte,
        another_status_is_an_error_with_the_last_words,
        a_program_that_is_not_there,
        a_program_that_closes_its_output_is_waited_for_in_peace,
        several_run_at_once,
    };
    Suite *suite = suite_create("trial");
    TCase *tcase = tcase_create("trial");
    tcase_add_checked_fixture(tcase, set_up, NULL);
    tcase_set_timeout(tcase, 60);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, memory_of_what_is_no_monitor, 0, sizeof endings / sizeof *endings);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
