/* Which signals become events: those that nobody had told us to ignore. */
#include "run/signals.h"
#include "unit/run_tests.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { ENDING = sizeof ending / sizeof ending[0] };

/* Who started the test may have ignored some of them: nohup(1) again, and such a shell. */
static void ignore_none(void)
{
    for (unsigned i = 0; i < ENDING; i++)
        signal(ending[i], SIG_DFL);
}

static int open_signals(void)
{
    struct error err = {0};
    int fd = signals_take_over(&err);
    ck_assert_msg(fd >= 0, "%s", err.text);
    return fd;
}

START_TEST(signal_is_taken_once)
{
    int fd = open_signals();
    ck_assert_int_eq(signals_take(fd), 0);
    raise(ending[_i]);
    ck_assert_int_eq(signals_take(fd), ending[_i]);
    ck_assert_int_eq(signals_take(fd), 0);
    close(fd);
}
END_TEST

/* nohup(1), and a shell without job control that starts a program in the background. */
START_TEST(signal_that_was_ignored_stays_so)
{
    signal(ending[_i], SIG_IGN);
    int fd = open_signals();
    raise(ending[_i]);
    ck_assert_int_eq(signals_take(fd), 0);
    close(fd);
}
END_TEST

/* A second Ctrl-C, while the rest of a trace is written to a pipe that nobody reads. */
START_TEST(signal_at_the_end_breaks_off_a_write)
{
    int ends[2];
    char page[4096] = "";
    const struct itimerspec soon = {.it_value.tv_nsec = 50000000, .it_interval.tv_nsec = 50000000};
    struct sigevent send = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = ending[_i]};
    timer_t timer;
    int fd = open_signals();
    raise(ending[_i]); /* the one that ended the run, and is no end of what comes after it */
    ck_assert_int_eq(pipe(ends), 0);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    while (write(ends[1], page, sizeof page) > 0)
        ;
    fcntl(ends[1], F_SETFL, 0);
    signals_give_back(fd);
    ck_assert_int_eq(timer_create(CLOCK_MONOTONIC, &send, &timer), 0);
    timer_settime(timer, 0, &soon, NULL);
    ck_assert_int_eq(write(ends[1], page, sizeof page), -1);
    ck_assert_int_eq(errno, EINTR);
    timer_delete(timer);
}
END_TEST

START_TEST(signal_that_was_ignored_stays_so_at_the_end)
{
    signal(ending[_i], SIG_IGN);
    signals_give_back(open_signals());
    struct sigaction action;
    sigaction(ending[_i], NULL, &action);
    ck_assert_ptr_eq(action.sa_handler, SIG_IGN);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("signals");
    TCase *tests = tcase_create("signals");
    tcase_add_checked_fixture(tests, ignore_none, NULL);
    tcase_add_loop_test(tests, signal_is_taken_once, 0, ENDING);
    tcase_add_loop_test(tests, signal_that_was_ignored_stays_so, 0, ENDING);
    tcase_add_loop_test(tests, signal_at_the_end_breaks_off_a_write, 0, ENDING);
    tcase_add_loop_test(tests, signal_that_was_ignored_stays_so_at_the_end, 0, ENDING);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
