/* Raw mode on real pseudo-terminals: what it sets, and that it ends on every way out. */
#include "terminal.h"

#include <check.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

static int master, slave;
static struct termios before;
static struct error err;

static void open_terminal(void)
{
    ck_assert_int_eq(openpty(&master, &slave, NULL, NULL, NULL), 0);
    tcgetattr(slave, &before);
    err = (struct error){0};
}

static void close_terminal(void)
{
    close(master);
    close(slave);
}

static bool settings_are(const struct termios *settings)
{
    struct termios now;
    tcgetattr(slave, &now);
    return now.c_iflag == settings->c_iflag && now.c_oflag == settings->c_oflag &&
           now.c_cflag == settings->c_cflag && now.c_lflag == settings->c_lflag &&
           !memcmp(now.c_cc, settings->c_cc, sizeof now.c_cc);
}

static bool is_raw(void)
{
    struct termios now;
    tcgetattr(slave, &now);
    return !(now.c_lflag & (ICANON | ECHO | ISIG | IEXTEN)) &&
           !(now.c_iflag & (ICRNL | IXON | INLCR | IGNCR)) && (now.c_oflag & OPOST);
}

START_TEST(raw_and_back)
{
    struct terminal terminal;
    ck_assert_int_eq(terminal_raw(&terminal, slave, &err), 0);
    ck_assert(is_raw());
    ck_assert(!terminal_waits(&terminal));
    terminal_restore(&terminal);
    ck_assert(settings_are(&before));
    terminal_restore(&terminal);
    ck_assert(settings_are(&before));
}
END_TEST

START_TEST(keys_arrive_as_they_are)
{
    struct terminal terminal;
    char keys[8] = "", shown[8] = "";
    ck_assert_int_eq(terminal_raw(&terminal, slave, &err), 0);
    ck_assert_int_eq(write(master, "\r\003\004\023\032", 5), 5);
    ck_assert_int_eq(read(slave, keys, sizeof keys), 5);
    ck_assert_mem_eq(keys, "\r\003\004\023\032", 5);
    ck_assert_int_eq(write(slave, "a\n", 2), 2);
    ck_assert_int_eq(read(master, shown, sizeof shown), 3); /* no echo of the keys either */
    ck_assert_mem_eq(shown, "a\r\n", 3);
    terminal_restore(&terminal);
}
END_TEST

START_TEST(no_terminal_is_an_error_and_nothing_a_no_op)
{
    int ends[2];
    struct terminal terminal, nothing = {0};
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(terminal_raw(&terminal, ends[0], &err), -1);
    ck_assert_int_eq(err.status, STATUS_OS_ERROR);
    terminal_restore(&terminal);
    terminal_resume(&nothing);
    terminal_restore(&nothing);
    ck_assert(!terminal_waits(&nothing));
    close(ends[0]);
    close(ends[1]);
}
END_TEST

static void fault(void)
{
    volatile int *nowhere = NULL;
    *nowhere = 1;
}

static void send_segv(void)
{
    kill(getpid(), SIGSEGV);
    pause();
}

static void illegal(void)
{
    __builtin_trap();
}

static const struct {
    void (*die)(void);
    int signal;
} deaths[] = {{abort, SIGABRT}, {fault, SIGSEGV}, {send_segv, SIGSEGV}, {illegal, SIGILL}};

START_TEST(a_crash_restores_the_terminal)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        struct terminal terminal;
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        if (terminal_raw(&terminal, slave, &err) == 0 && is_raw())
            deaths[_i].die();
        _exit(1);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), deaths[_i].signal);
    ck_assert(settings_are(&before));
}
END_TEST

static volatile sig_atomic_t handled;

static void count(int number)
{
    (void)number;
    handled++;
}

START_TEST(the_previous_handlers_come_back)
{
    struct terminal terminal;
    signal(SIGFPE, count);
    ck_assert_int_eq(terminal_raw(&terminal, slave, &err), 0);
    raise(SIGFPE); /* restores, then has its previous effect */
    ck_assert_int_eq(handled, 1);
    ck_assert(settings_are(&before));
    raise(SIGFPE);
    ck_assert_int_eq(handled, 2);
}
END_TEST

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

static Suite *terminal_suite(void)
{
    Suite *suite = suite_create("terminal");
    TCase *raw = tcase_create("raw");
    tcase_add_checked_fixture(raw, open_terminal, close_terminal);
    tcase_add_test(raw, raw_and_back);
    tcase_add_test(raw, keys_arrive_as_they_are);
    tcase_add_test(raw, no_terminal_is_an_error_and_nothing_a_no_op);
    tcase_add_loop_test(raw, a_crash_restores_the_terminal, 0, sizeof deaths / sizeof deaths[0]);
    tcase_add_test(raw, the_previous_handlers_come_back);
    suite_add_tcase(suite, raw);
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
    SRunner *runner = srunner_create(terminal_suite());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
