/* Raw mode and job control: stopped, continued, in the background. */
#include "terminal_fixture.h"
#include "unit/run_tests.h"

#include <signal.h>
#include <sys/wait.h>
#include <utmp.h>

START_TEST(suspended_it_is_as_before_and_resumed_raw)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        struct terminal terminal;
        bool good = terminal_raw(&terminal, slave, &err) == 0;
        terminal_suspend(&terminal);
        good = good && is_raw();
        terminal_restore(&terminal);
        _exit(good ? 0 : 1);
    }
    ck_assert_int_eq(waitpid(child, &status, WUNTRACED), child);
    ck_assert(WIFSTOPPED(status));
    ck_assert(settings_are(&before));
    struct termios changed = before; /* as by `stty` while it is stopped */
    changed.c_cc[VERASE] = 'E';
    tcsetattr(slave, TCSANOW, &changed);
    kill(child, SIGCONT);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
    ck_assert(settings_are(&changed));
}
END_TEST

/* Stopped by SIGSTOP, which cannot be caught: a shell that leaves our settings in force must not
   make us take them for the ones to go back to. */
START_TEST(stopped_unasked_the_first_settings_are_restored)
{
    struct terminal terminal;
    ck_assert_int_eq(terminal_raw(&terminal, slave, &err), 0);
    terminal_resume(&terminal);
    ck_assert(is_raw());
    terminal_restore(&terminal);
    ck_assert(settings_are(&before));
}
END_TEST

static void set_foreground(pid_t group)
{
    sigset_t ttou;
    sigemptyset(&ttou);
    sigaddset(&ttou, SIGTTOU);
    sigprocmask(SIG_BLOCK, &ttou, NULL);
    tcsetpgrp(slave, group);
    sigprocmask(SIG_UNBLOCK, &ttou, NULL);
}

/* In a session of its own whose terminal is ours: goes to the background and back. Returns the
   number of the step that went wrong. */
static int background_steps(pid_t other)
{
    struct terminal terminal;
    set_foreground(other);
    if (terminal_raw(&terminal, slave, &err) != 0 || !terminal_waits(&terminal))
        return 1;
    terminal_resume(&terminal);
    if (!settings_are(&before) || !terminal_waits(&terminal))
        return 2;
    set_foreground(getpgrp());
    terminal_resume(&terminal);
    if (!is_raw() || terminal_waits(&terminal))
        return 3;
    set_foreground(other); /* and there, a shell's settings are not ours to change */
    terminal_restore(&terminal);
    return is_raw() ? 0 : 4;
}

START_TEST(in_the_background_it_waits_and_never_hangs)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        login_tty(dup(slave)); /* a new session; the terminal becomes its own */
        pid_t other = fork();
        if (other == 0) {
            pause();
            _exit(0);
        }
        setpgid(other, other);
        int step = background_steps(other);
        kill(other, SIGKILL);
        _exit(step);
    }
    ck_assert_int_eq(waitpid(child, &status, WUNTRACED), child);
    ck_assert_msg(!WIFSTOPPED(status), "stopped by signal %d", WSTOPSIG(status));
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

static Suite *jobs_suite(void)
{
    Suite *suite = suite_create("terminal_jobs");
    TCase *jobs = tcase_create("job control");
    tcase_add_checked_fixture(jobs, open_terminal, close_terminal);
    tcase_add_test(jobs, suspended_it_is_as_before_and_resumed_raw);
    tcase_add_test(jobs, stopped_unasked_the_first_settings_are_restored);
    tcase_add_test(jobs, in_the_background_it_waits_and_never_hangs);
    suite_add_tcase(suite, jobs);
    return suite;
}

int main(void)
{
    return run_suite(jobs_suite());
}
