/* Which signals become events: those that nobody had told us to ignore. */
#include "run/signals.h"
#include "unit/run_tests.h"

#include <signal.h>
#include <unistd.h>

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { ENDING = sizeof ending / sizeof ending[0] };

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

int main(void)
{
    Suite *suite = suite_create("signals");
    TCase *tests = tcase_create("signals");
    tcase_add_loop_test(tests, signal_is_taken_once, 0, ENDING);
    tcase_add_loop_test(tests, signal_that_was_ignored_stays_so, 0, ENDING);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
