/* Raw mode on real pseudo-terminals: what it sets, and that it ends on every way out. */
#include "terminal_fixture.h"
#include "unit/run_tests.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

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

/* UBSan would call it what it is, and end the program its own way. */
__attribute__((no_sanitize("undefined"))) static void fault(void)
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
    return suite;
}

int main(void)
{
    return run_suite(terminal_suite());
}
