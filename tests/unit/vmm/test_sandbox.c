/* What is on the sandbox's lists, done in it; and the calls' names. */
#include "sandbox/violation.h"
#include "sandbox_fixture.h"
#include "unit/run_tests.h"

#include <errno.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <time.h>

enum { BIG = 1 << 20 };

/* As a stream into memory grows, and is cut to its length: the table of --stats is one. */
static void resize_memory(void)
{
    char *block = NULL;
    for (size_t size = BIG / 16; size <= 4 * BIG; size *= 2) {
        block = realloc(block, size);
        if (!block)
            _exit(REFUSED);
        memset(block, 1, size);
    }
    free(realloc(block, BIG));
}

static void use_memory(void)
{
    resize_memory(); /* first: to free a large mapping makes malloc map less */
    for (unsigned i = 0; i < 40; i++) {
        char *block = malloc((size_t)1 << (i % 20 + 3));
        if (!block)
            _exit(REFUSED);
        memset(block, 1, 8);
        if (i % 3)
            free(block);
    }
    free(malloc(BIG));
}

static void wake_up(int number)
{
    (void)number;
}

static void signal_itself(void)
{
    signal(SIGUSR1, wake_up);
    pthread_kill(pthread_self(), SIGUSR1);
}

static void report_numbers(void)
{
    char text[80];
    int length = snprintf(text, sizeof text, "%d %s %g\n", 1, strerror(ENOSPC), 1.5);
    if (write(STDERR_FILENO, text, (size_t)length) != length)
        _exit(REFUSED);
}

static void wait_for_room(void)
{
    struct pollfd writable = {.fd = STDERR_FILENO, .events = POLLOUT};
    if (poll(&writable, 1, -1) != 1)
        _exit(REFUSED);
}

static void do_io(void)
{
    struct timespec now;
    struct epoll_event event;
    struct winsize size;
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size); /* where it is no terminal, an error */
    if (write(STDERR_FILENO, "x", 1) != 1 || read(STDERR_FILENO, &now, 1) != -1 ||
        epoll_wait(-1, &event, 1, 0) != -1 ||
        timerfd_settime(-1, 0, &(struct itimerspec){0}, NULL) != -1 || close(STDERR_FILENO) != 0 ||
        syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now) != 0)
        _exit(REFUSED);
}

static void wait_a_while(void)
{
    if (write(STDERR_FILENO, "w", 1) == 1)
        poll(NULL, 0, 200);
}

START_TEST(listed_calls_are_made)
{
    static void (*const functions[])(void) = {use_memory, signal_itself, report_numbers,
                                              wait_for_room, do_io};
    for (unsigned i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        struct act act = {.function = functions[i]};
        struct outcome outcome = try(SANDBOX_IO, act);
        ck_assert_msg(outcome.status == FINE, "I/O, function %u: %d, %s", i, outcome.status,
                      outcome.told);
        if (functions[i] == do_io)
            continue;
        outcome = try(SANDBOX_VCPU, act);
        ck_assert_msg(outcome.status == FINE, "vCPU, function %u: %d, %s", i, outcome.status,
                      outcome.told);
    }
}
END_TEST

/* The kernel takes the wait up again by a call of its own, restart_syscall(2). */
START_TEST(a_wait_goes_on_after_a_stop)
{
    int told;
    char waiting;
    pid_t pid = start(SANDBOX_IO, (struct act){.function = wait_a_while}, &told);
    ck_assert_int_eq(read(told, &waiting, 1), 1);
    kill(pid, SIGSTOP);
    ck_assert_int_eq(waitpid(pid, NULL, WUNTRACED), pid);
    kill(pid, SIGCONT);
    struct outcome outcome = finish(pid, told);
    ck_assert_msg(outcome.status == FINE, "%d, %s", outcome.status, outcome.told);
}
END_TEST

/* What the C library can be told by its environment makes it call the kernel for more than it does
   by itself: here to name its memory, to ask for large pages, and to give memory back at once. */
START_TEST(tunables_lead_off_no_list)
{
    static const char *const tunables[] = {
        "GLIBC_TUNABLES=glibc.mem.decorate_maps=1",
        "GLIBC_TUNABLES=glibc.malloc.hugetlb=1",
        "GLIBC_TUNABLES=glibc.malloc.hugetlb=2",
        "GLIBC_TUNABLES=glibc.malloc.trim_threshold=1:glibc.malloc.mmap_threshold=4096",
        "GLIBC_TUNABLES=glibc.malloc.tcache_count=0:glibc.malloc.arena_max=8",
    };
    for (unsigned i = 0; i < 2 * sizeof tunables / sizeof tunables[0]; i++) {
        char list[] = {(char)('0' + i % 2), '\0'}, variable[96];
        char *argv[] = {(char[]){"test_sandbox"}, list, NULL}, *env[] = {variable, NULL};
        pid_t pid;
        int status;
        snprintf(variable, sizeof variable, "%s", tunables[i / 2]);
        ck_assert_int_eq(posix_spawn(&pid, "/proc/self/exe", NULL, NULL, argv, env), 0);
        ck_assert_int_eq(waitpid(pid, &status, 0), pid);
        ck_assert_msg(status == 0, "list %s, %s: status %#x", list, variable, status);
    }
}
END_TEST

START_TEST(calls_have_names)
{
    ck_assert_str_eq(violation_call_name(SYS_openat), "openat");
    ck_assert_str_eq(violation_call_name(SYS_read), "read");
    ck_assert_str_eq(violation_call_name(-1), "unknown");
    ck_assert_str_eq(violation_call_name(1 << 20), "unknown");
}
END_TEST

/* With a list's number as its argument: uses memory in that list, and ends. */
int main(int argc, char *argv[])
{
    if (argc > 1)
        become((enum sandbox_list)atoi(argv[1]), &(struct act){.function = use_memory},
               STDERR_FILENO);
    const TTest *const tests[] = {
        listed_calls_are_made,
        a_wait_goes_on_after_a_stop,
        tunables_lead_off_no_list,
        calls_have_names,
    };
    return RUN_TESTS("sandbox", tests);
}
