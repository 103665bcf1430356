/* What a program says, for questions that a short run answers. */
#include "jumping_clock.h"
#include "process/output.h"
#include "unit/run_tests.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static char text[100];
static struct error err;
static char folder[32];

static void set_up(void)
{
    err = (struct error){0};
    memset(text, 'x', sizeof text);
    ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0); /* as the driver does */
    strcpy(folder, "/tmp/test_output.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void tear_down(void)
{
    unlink("hung");
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(rmdir(folder), 0);
}

/** Asks a line of shell; at most `size` bytes of its answer are kept. */
static int ask(const char *line, size_t size)
{
    struct command command = {0};
    command_add_words(&command, (const char *const[]){"sh", "-c", line, NULL});
    int status = output_of(&command, text, size, NULL, &err);
    command_free(&command);
    return status;
}

START_TEST(both_outputs_in_order)
{
    ck_assert_int_eq(ask("echo one; echo two >&2; echo three", sizeof text), 0);
    ck_assert_str_eq(text, "one\ntwo\nthree\n");
}
END_TEST

START_TEST(status_is_as_shells_count_it)
{
    ck_assert_int_eq(ask("exit 7", sizeof text), 7);
    ck_assert_str_eq(text, "");
    ck_assert_int_eq(ask("kill -TERM $$", sizeof text), 128 + SIGTERM);
    ck_assert_int_eq(err.status, STATUS_OK);
}
END_TEST

START_TEST(more_than_there_is_room_for_is_cut)
{
    ck_assert_int_eq(ask("echo 123456789", 6), 0);
    ck_assert_str_eq(text, "12345");
    ck_assert_int_eq(text[6], 'x');
    ck_assert_int_eq(ask("yes | head -c 300000; exit 5", 1), 5); /* more than a pipe holds */
    ck_assert_str_eq(text, "");
}
END_TEST

/* Who closes its output has not ended yet. */
START_TEST(end_is_the_program_s_not_its_output_s)
{
    ck_assert_int_eq(ask("echo word; exec >&- 2>&-; sleep 0.1; exit 4", sizeof text), 4);
    ck_assert_str_eq(text, "word\n");
}
END_TEST

/* What it said until then is there, and neither it nor its child is left. */
START_TEST(no_answer_within_the_limit)
{
    ck_assert_int_eq(ask("echo $$; sleep 1000 & printf . >hung; echo on; wait", sizeof text), -1);
    ck_assert_str_eq(err.text, "sh did not end within 10 s");
    ck_assert_int_eq(err.status, STATUS_TIMEOUT);
    int group = atoi(text);
    ck_assert_int_gt(group, 1);
    ck_assert_int_eq(kill(-group, 0), -1);
}
END_TEST

START_TEST(what_cannot_be_started)
{
    struct command command = {0};
    ck_assert_int_eq(output_of(&command, text, sizeof text, NULL, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "command line is too long"));
    ck_assert_str_eq(text, "");
    err = (struct error){0};
    command_add(&command, "/no/such/program");
    ck_assert_int_eq(output_of(&command, text, sizeof text, NULL, &err), -1);
    ck_assert_int_eq(err.status, STATUS_NO_FILE);
    command_free(&command);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        both_outputs_in_order,
        status_is_as_shells_count_it,
        more_than_there_is_room_for_is_cut,
        end_is_the_program_s_not_its_output_s,
        no_answer_within_the_limit,
        what_cannot_be_started,
    };
    return RUN_TESTS_BETWEEN("output", tests, set_up, tear_down);
}
