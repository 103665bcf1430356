/*
 * The harness itself: it runs a program as it is told to, on pipes and on a terminal, and ends all
 * of it at the limit. That it notices what it should is test_harness_faulty's.
 */
#include "harness/process.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHELL(script) ((const char *const[]){"sh", "-c", (script), NULL})

static void must_end(const struct process *process, int status, const char *output)
{
    ck_assert_int_eq(process->status, status);
    text_must_equal("stdout", &process->output, output);
}

START_TEST(captures_output_and_status)
{
    struct process process;
    process_run(&process, &(struct command){.argv = SHELL("echo out; echo err >&2; exit 7")});
    must_end(&process, 7, "out\n");
    text_must_equal("stderr", &process.errors, "err\n");
    process_free(&process);
}
END_TEST

START_TEST(reports_a_signal_as_a_shell_does)
{
    struct process process;
    process_run(&process, &(struct command){.argv = SHELL("kill -TERM $$")});
    must_end(&process, 128 + SIGTERM, "");
    process_free(&process);
}
END_TEST

START_TEST(kills_the_whole_group_at_the_limit)
{
    struct process process;
    process_run(&process, &(struct command){.argv = SHELL("sleep 60 & sleep 60"), .limit_s = 0.3});
    ck_assert(process.timed_out);
    ck_assert_int_eq(process.status, 128 + SIGKILL);
    process_free(&process);
    while (waitpid(-1, NULL, 0) > 0) /* the orphaned `sleep`, killed too, is ours by now */
        ;
}
END_TEST

START_TEST(feeds_more_than_a_pipe_holds)
{
    size_t size = 1 << 20;
    char *bytes = malloc(size);
    memset(bytes, 'x', size);
    struct process process;
    process_run(&process,
                &(struct command){
                    .argv = SHELL("wc -c"), .input = INPUT_BYTES, .bytes = bytes, .size = size});
    must_end(&process, 0, "1048576\n");
    process_free(&process);
    free(bytes);
}
END_TEST

START_TEST(closes_and_breaks_descriptors)
{
    struct process process;
    process_run(&process, &(struct command){.argv = SHELL("[ -e /proc/self/fd/0 ]; echo $?"),
                                            .input = INPUT_CLOSED});
    must_end(&process, 0, "1\n");
    process_free(&process);
    process_run(&process, &(struct command){.argv = SHELL("echo lost"), .output = OUTPUT_CLOSED});
    ck_assert_int_ne(process.status, 0);
    process_free(&process);
    process_run(&process, &(struct command){.argv = SHELL("trap - PIPE; echo lost; exit 3"),
                                            .output = OUTPUT_BROKEN});
    ck_assert_int_ne(process.status, 0);
    process_free(&process);
}
END_TEST

START_TEST(changes_the_environment)
{
    struct process process;
    process_run(&process,
                &(struct command){.argv = SHELL("echo ${FRUIT-none} ${HOME-none}"),
                                  .env = (const char *const[]){"FRUIT=fig", "HOME", NULL}});
    must_end(&process, 0, "fig none\n");
    process_free(&process);
}
END_TEST

START_TEST(talks_on_a_terminal)
{
    struct process process;
    const struct command command = {.argv = SHELL("tty >/dev/null && stty size; read a; "
                                                  "echo \"<$a>\""),
                                    .terminal = true};
    process_start(&process, &command);
    process_expect(&process, "24 80\r\n", 5);
    process_send(&process, "hi\n");
    process_wait(&process);
    must_end(&process, 0, "24 80\r\nhi\r\n<hi>\r\n");
    process_terminal_must_be_restored(&process);
    process_free(&process);
}
END_TEST

START_TEST(stops_and_continues_a_job)
{
    struct process process;
    process_start(&process,
                  &(struct command){.argv = SHELL("echo up; read a; echo $a"), .terminal = true});
    process_expect(&process, "up", 5);
    process_signal(&process, SIGTSTP);
    process_expect_stopped(&process, true, 5);
    process_signal(&process, SIGCONT);
    process_expect_stopped(&process, false, 5);
    process_send(&process, "on\n");
    process_wait(&process);
    ck_assert_int_eq(process.status, 0);
    process_free(&process);
}
END_TEST

START_TEST(keeps_an_input_open_and_ends_it)
{
    struct process process;
    process_start(&process, &(struct command){.argv = SHELL("cat; echo end"), .input = INPUT_OPEN});
    process_send(&process, "one\n");
    process_expect(&process, "one\n", 5);
    process_send(&process, "two\n");
    process_end_input(&process);
    process_wait(&process);
    must_end(&process, 0, "one\ntwo\nend\n");
    process_free(&process);
}
END_TEST

START_TEST(passes_scratch_files_on)
{
    struct scratch scratch;
    struct text text = {0};
    struct process process;
    const char *argv[] = {"sh", "-c", "cat $0; echo more >>$0", NULL, NULL};
    scratch_make(&scratch, "some\n", 5);
    argv[3] = scratch.path;
    process_run(&process, &(struct command){.argv = argv});
    must_end(&process, 0, "some\n");
    scratch_read(&scratch, &text);
    text_must_equal("file", &text, "some\nmore\n");
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("harness");
    TCase *tests = report_case(suite, "harness", 30);
    tcase_add_test(tests, captures_output_and_status);
    tcase_add_test(tests, reports_a_signal_as_a_shell_does);
    tcase_add_test(tests, kills_the_whole_group_at_the_limit);
    tcase_add_test(tests, feeds_more_than_a_pipe_holds);
    tcase_add_test(tests, closes_and_breaks_descriptors);
    tcase_add_test(tests, changes_the_environment);
    tcase_add_test(tests, talks_on_a_terminal);
    tcase_add_test(tests, stops_and_continues_a_job);
    tcase_add_test(tests, keeps_an_input_open_and_ends_it);
    tcase_add_test(tests, passes_scratch_files_on);
    return report_run(argv[0], suite);
}
