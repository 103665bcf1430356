/*
 * What is on no list of the sandbox, each call in a process of its own: the end, and one line that
 * names the call. Instrumented programs are not held to their lists, and are built without this
 * test.
 */
#include "sandbox/violation.h"
#include "sandbox_fixture.h"
#include "terminal_fixture.h"
#include "unit/run_tests.h"

#include <fcntl.h>
#include <linux/kvm.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define TOLD "kvm-vmm: sandbox violation: "

static const char path[] = "/etc/passwd";

static void must_be_caught(enum sandbox_list list, struct act act, const char *name)
{
    char expected[160];
    struct outcome outcome = try(list, act);
    snprintf(expected, sizeof expected, TOLD "%s made the system call %s (",
             list == SANDBOX_IO ? "the I/O thread" : "a vCPU's thread", name);
    ck_assert_msg(outcome.status == STATUS_SANDBOX, "%s: status %d", name, outcome.status);
    ck_assert_msg(strncmp(outcome.told, expected, strlen(expected)) == 0, "%s: %s", name,
                  outcome.told);
    ck_assert_ptr_eq(strchr(outcome.told, '\n'), outcome.told + strlen(outcome.told) - 1);
}

/** A call and its name. */
#define CATCH(list, name, ...)                                                                     \
    must_be_caught(list, (struct act){.call = SYS_##name, .argument = {__VA_ARGS__}}, #name)

START_TEST(no_thread_makes_descriptors_processes_or_code)
{
    for (enum sandbox_list list = SANDBOX_IO; list <= SANDBOX_VCPU; list++) {
        CATCH(list, openat, AT_FDCWD, (long)path, O_RDONLY);
        CATCH(list, open, (long)path, O_RDONLY);
        CATCH(list, unlink, (long)path);
        CATCH(list, rename, (long)path, (long)path);
        CATCH(list, socket, AF_INET, SOCK_STREAM, 0);
        CATCH(list, dup, STDERR_FILENO);
        CATCH(list, execve, (long)path, 0, 0);
        CATCH(list, fork, 0);
        CATCH(list, clone3, 0, 0);
        CATCH(list, ptrace, 16, 1, 0, 0);
        CATCH(list, prctl, PR_SET_DUMPABLE, 1);
        CATCH(list, mprotect, 0, 4096, PROT_READ | PROT_EXEC);
        CATCH(list, mmap, 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        CATCH(list, mmap, 0, 4096, PROT_READ, MAP_SHARED, STDERR_FILENO, 0);
        CATCH(list, mmap, 0, 4096, PROT_READ, MAP_PRIVATE, STDERR_FILENO, 0);
    }
}
END_TEST

START_TEST(no_thread_signals_another_process)
{
    for (enum sandbox_list list = SANDBOX_IO; list <= SANDBOX_VCPU; list++) {
        CATCH(list, kill, getppid(), 0);
        CATCH(list, tgkill, getppid(), getppid(), 0);
        CATCH(list, tkill, getppid(), 0);
    }
}
END_TEST

START_TEST(ioctls_are_told_apart)
{
    for (enum sandbox_list list = SANDBOX_IO; list <= SANDBOX_VCPU; list++) {
        CATCH(list, ioctl, STDIN_FILENO, TIOCSTI, (long)path);
        CATCH(list, ioctl, STDERR_FILENO, TCSETS, 0);
        CATCH(list, ioctl, -1, KVM_CREATE_VM, 0);
        CATCH(list, ioctl, -1, KVM_SET_USER_MEMORY_REGION, 0);
    }
    CATCH(SANDBOX_IO, ioctl, -1, KVM_RUN, 0);
    CATCH(SANDBOX_IO, ioctl, -1, KVM_SET_SREGS, 0);
}
END_TEST

START_TEST(each_kind_of_thread_has_a_list_of_its_own)
{
    CATCH(SANDBOX_VCPU, read, STDIN_FILENO, 0, 0);
    CATCH(SANDBOX_VCPU, close, STDERR_FILENO);
    CATCH(SANDBOX_VCPU, epoll_wait, -1, 0, 1, 0);
    CATCH(SANDBOX_VCPU, sendto, STDERR_FILENO, 0, 0, 0, 0, 0);
    CATCH(SANDBOX_IO, sendto, STDERR_FILENO, 0, 0, 0, (long)path, 16);
    struct act run = {.call = SYS_ioctl, .argument = {-1, KVM_RUN, 0}};
    ck_assert_int_eq(try(SANDBOX_VCPU, run).status, FINE);
}
END_TEST

/* int $0x80 numbers calls in another way: 1 is exit. Where a kernel has no such calls it faults. */
static void call_as_i386(void)
{
    long result = 1;
    __asm__ volatile("int $0x80" : "+a"(result) : "b"(FINE) : "memory", "r8", "r9", "r10", "r11");
}

START_TEST(the_other_ways_to_call_are_closed)
{
    struct outcome outcome = try(SANDBOX_IO, (struct act){.function = call_as_i386});
    ck_assert(outcome.status == STATUS_SANDBOX || outcome.status == 128 + SIGSEGV);
    if (outcome.status == STATUS_SANDBOX)
        ck_assert_ptr_nonnull(strstr(outcome.told, "(of another ABI) (1)"));
    struct act x32 = {.call = 0x40000000L | SYS_getpid};
    ck_assert_int_eq(try(SANDBOX_IO, x32).status, STATUS_SANDBOX);
}
END_TEST

static void wait_a_while(void)
{
    if (write(STDERR_FILENO, "w", 1) == 1)
        poll(NULL, 0, 200);
}

START_TEST(a_signal_that_somebody_sends_is_no_violation)
{
    struct outcome outcome =
        try(SANDBOX_IO, (struct act){.call = SYS_tgkill, .argument = {0, 0, SIGSYS}});
    ck_assert_int_eq(outcome.status, STATUS_SANDBOX); /* not to itself */
    int told;
    char waiting;
    pid_t pid = start(SANDBOX_IO, (struct act){.function = wait_a_while}, &told);
    ck_assert_int_eq(read(told, &waiting, 1), 1);
    kill(pid, SIGSYS);
    outcome = finish(pid, told);
    ck_assert_int_eq(outcome.status, STATUS_SIGNAL + SIGSYS);
    ck_assert_str_eq(outcome.told, "");
}
END_TEST

static void open_in_raw_mode(void)
{
    static struct terminal terminal;
    struct error why = {0};
    if (terminal_raw(&terminal, STDIN_FILENO, &why) < 0 || !is_raw())
        _exit(REFUSED);
    syscall(SYS_openat, AT_FDCWD, path, O_RDONLY);
}

START_TEST(a_violation_restores_the_terminal)
{
    open_terminal();
    ck_assert_int_eq(dup2(slave, STDIN_FILENO), STDIN_FILENO);
    slave = STDIN_FILENO; /* what the sandbox takes for the keyboard */
    struct outcome outcome = try(SANDBOX_IO, (struct act){.function = open_in_raw_mode});
    ck_assert_int_eq(outcome.status, STATUS_SANDBOX);
    ck_assert(settings_are(&before));
    close_terminal();
}
END_TEST

/* The reader of stderr has stopped. */
static void open_with_nobody_reading(void)
{
    static const char page[4096];
    struct pollfd writable = {.fd = STDERR_FILENO, .events = POLLOUT};
    while (poll(&writable, 1, 0) == 1)
        if (write(STDERR_FILENO, page, sizeof page) < 0)
            _exit(REFUSED);
    syscall(SYS_openat, AT_FDCWD, path, O_RDONLY);
}

START_TEST(a_stopped_reader_does_not_hold_up_the_end)
{
    int told, status;
    pid_t pid = start(SANDBOX_IO, (struct act){.function = open_with_nobody_reading}, &told);
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    close(told);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), STATUS_SANDBOX);
}
END_TEST

static void tell_limits(void)
{
    struct rlimit files, core;
    getrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_CORE, &core);
    dprintf(STDERR_FILENO, "%lu %lu %lu %d %d", files.rlim_cur, files.rlim_max, core.rlim_max,
            prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), prctl(PR_GET_DUMPABLE));
}

START_TEST(what_holds_for_the_process)
{
    int ends[2];
    char told[80] = "";
    struct error why = {0};
    ck_assert_int_eq(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        if (sandbox_prepare(&why) == 0)
            tell_limits();
        _exit(FINE);
    }
    close(ends[1]);
    ck_assert_int_gt(read(ends[0], told, sizeof told - 1), 0);
    waitpid(pid, NULL, 0);
    close(ends[0]);
    ck_assert_str_eq(told, "1 1 0 1 0");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        no_thread_makes_descriptors_processes_or_code,
        no_thread_signals_another_process,
        ioctls_are_told_apart,
        each_kind_of_thread_has_a_list_of_its_own,
        the_other_ways_to_call_are_closed,
        a_signal_that_somebody_sends_is_no_violation,
        a_violation_restores_the_terminal,
        a_stopped_reader_does_not_hold_up_the_end,
        what_holds_for_the_process,
    };
    return RUN_TESTS("sandbox_violations", tests);
}
