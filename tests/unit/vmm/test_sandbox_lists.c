/*
 * The sandbox's lists, whole: each system call there is, and each request to a device that a list
 * names, is let through or trapped as it is written down here a second time. So nothing comes onto
 * a list, or off it, unnoticed.
 */
#include "sandbox_fixture.h"
#include "unit/run_tests.h"

#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <linux/kvm.h>
#include <stdbool.h>
#include <stdio.h>

enum { CALLS = 1024 /* more than there are */ };

/* Numbers that the kernel lets past every filter since Linux 6.14: what its own probes put into a
   program calls them, and from anywhere else they are a crash. Headers may be older. */
enum { CALL_URETPROBE = 335, CALL_UPROBE = 336 };

/* Those that are not tried: three end the process or its handler, three depend on their arguments
   (test_sandbox_violations.c, and below). */
static const short not_tried[] = {
    SYS_exit,  SYS_exit_group, SYS_rt_sigreturn, SYS_mmap,
    SYS_ioctl, SYS_tgkill,     CALL_URETPROBE,   CALL_UPROBE,
};

/* Without arguments all that is listed here comes back at once. */
static const short both[] = {
    SYS_write,
    SYS_writev,
    SYS_poll,
    SYS_futex,
    SYS_timerfd_settime,
    SYS_munmap,
    SYS_brk,
    SYS_madvise,
    SYS_clock_gettime,
    SYS_getpid,
    SYS_gettid,
    SYS_getpgrp,
    SYS_restart_syscall,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_newfstatat /* an error */,
};
static const short io_alone[] = {
    SYS_read,  SYS_epoll_wait, SYS_epoll_pwait, SYS_epoll_ctl, SYS_close,  SYS_fsync,
    SYS_fstat, SYS_lseek,      SYS_wait4,       SYS_sysinfo,   SYS_sendto,
};

#define HAS(list, call) has(list, sizeof(list) / sizeof((list)[0]), call)

static bool has(const short *list, size_t count, long call)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == call)
            return true;
    return false;
}

static volatile sig_atomic_t trapped;

static void on_trap(int number)
{
    (void)number;
    trapped = 1;
}

/* Whether the call was trapped, and so not made. */
static bool is_trapped(long call, long first, long second)
{
    trapped = 0;
    syscall(call, first, second, 0, 0, 0, 0);
    return trapped;
}

/* How many calls were tried, and which were not treated as the list has it. */
struct tally {
    char text[400];
    unsigned count;
    size_t used;
};

static void try_call(struct tally *tally, bool listed, const char *name, long call, long first,
                     long second)
{
    if (is_trapped(call, first, second) == listed && tally->used < sizeof tally->text - 32)
        tally->used += (size_t)snprintf(tally->text + tally->used, 24, "not %s; ", name);
    tally->count++;
}

static void tell(struct tally *tally)
{
    snprintf(tally->text + tally->used, sizeof tally->text - tally->used, "%u tried", tally->count);
    if (write(STDERR_FILENO, tally->text, strlen(tally->text)) < 0)
        _exit(REFUSED);
}

static void make_calls(enum sandbox_list list)
{
    struct tally tally = {.text = ""};
    char name[16];
    signal(SIGSYS, on_trap);
    for (long call = 0; call < CALLS; call++) {
        bool listed = HAS(both, call) || (list == SANDBOX_IO && HAS(io_alone, call));
        if (HAS(not_tried, call))
            continue;
        snprintf(name, sizeof name, "%ld", call);
        try_call(&tally, listed, name, call, 0, 0);
    }
    tell(&tally);
}

static void make_calls_as_io(void)
{
    make_calls(SANDBOX_IO);
}

static void make_calls_as_vcpu(void)
{
    make_calls(SANDBOX_VCPU);
}

/* What both kinds of thread come to, each with its list. */
static void must_both_tell(void (*as_io)(void), void (*as_vcpu)(void), const char *expected)
{
    struct outcome outcome = try(SANDBOX_IO, (struct act){.function = as_io});
    ck_assert_int_eq(outcome.status, FINE);
    ck_assert_str_eq(outcome.told, expected);
    outcome = try(SANDBOX_VCPU, (struct act){.function = as_vcpu});
    ck_assert_int_eq(outcome.status, FINE);
    ck_assert_str_eq(outcome.told, expected);
}

START_TEST(calls_are_those_of_the_list)
{
    char expected[32];
    snprintf(expected, sizeof expected, "%zu tried",
             CALLS - sizeof not_tried / sizeof not_tried[0]);
    must_both_tell(make_calls_as_io, make_calls_as_vcpu, expected);
}
END_TEST

enum { ANY = -1 };

/* Each request that a list has, of which threads, and on which descriptor. Without an argument, and
   on descriptors that are no device of KVM's, what is let through is an error. */
static const struct request {
    unsigned long number;
    int descriptor;
    bool io, vcpu;
} requests[] = {
    {TCGETS, STDIN_FILENO, true, true},
    {TCSETS, STDIN_FILENO, true, true},
    {TCGETS2, STDIN_FILENO, true, true},
    {TCSETS2, STDIN_FILENO, true, true},
    {TIOCGPGRP, STDIN_FILENO, true, true},
    {TIOCGWINSZ, STDOUT_FILENO, true, false},
    {KVM_IRQ_LINE, ANY, true, true},
    {KVM_RUN, ANY, false, true},
    {KVM_INTERRUPT, ANY, false, true},
    {KVM_GET_MP_STATE, ANY, false, true},
    {KVM_GET_REGS, ANY, false, true},
    {KVM_GET_SREGS, ANY, false, true},
    {KVM_SET_SREGS, ANY, false, true},
    {KVM_TRANSLATE, ANY, false, true},
    {KVM_REGISTER_COALESCED_MMIO, ANY, false, true},
    {KVM_UNREGISTER_COALESCED_MMIO, ANY, false, true},
};

/* The same of the requests, on no descriptor and on the first three. */
static void make_requests(enum sandbox_list list)
{
    struct tally tally = {.text = ""};
    char name[16];
    signal(SIGSYS, on_trap);
    for (unsigned i = 0; i < sizeof requests / sizeof requests[0]; i++)
        for (int descriptor = -1; descriptor <= STDERR_FILENO; descriptor++) {
            const struct request *request = &requests[i];
            bool listed = (list == SANDBOX_IO ? request->io : request->vcpu) &&
                          (request->descriptor == ANY || request->descriptor == descriptor);
            snprintf(name, sizeof name, "%u on %d", i, descriptor);
            try_call(&tally, listed, name, SYS_ioctl, descriptor, (long)request->number);
        }
    tell(&tally);
}

static void make_requests_as_io(void)
{
    make_requests(SANDBOX_IO);
}

static void make_requests_as_vcpu(void)
{
    make_requests(SANDBOX_VCPU);
}

START_TEST(requests_are_those_of_the_list)
{
    char expected[32];
    snprintf(expected, sizeof expected, "%zu tried", 4 * sizeof requests / sizeof requests[0]);
    must_both_tell(make_requests_as_io, make_requests_as_vcpu, expected);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {calls_are_those_of_the_list, requests_are_those_of_the_list};
    return RUN_TESTS("sandbox_lists", tests);
}
