/*
 * The sandbox's lists: which system calls each kind of thread may make while guests run. compile.c
 * makes filters of them.
 */
#include "sandbox/policy.h"

#include "sandbox/own_pid.h"

#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <linux/kvm.h>
#include <sys/mman.h>
#include <unistd.h>

#define CALL(name)                                                                                 \
    {                                                                                              \
        SCMP_SYS(name), 0,                                                                         \
        {                                                                                          \
            {                                                                                      \
                0                                                                                  \
            }                                                                                      \
        }                                                                                          \
    }
#define IOCTL(request)                                                                             \
    {                                                                                              \
        SCMP_SYS(ioctl), 1,                                                                        \
        {                                                                                          \
            EQUALS(1, request)                                                                     \
        }                                                                                          \
    }
#define KEYBOARD(request)                                                                          \
    {                                                                                              \
        SCMP_SYS(ioctl), 2,                                                                        \
        {                                                                                          \
            EQUALS(0, STDIN_FILENO), EQUALS(1, request)                                            \
        }                                                                                          \
    }

/*
 * No list has a call that makes a descriptor, a process or a thread, names a file, or maps code.
 * What the C library does by itself is here too: memory (brk, mmap, munmap), locks (futex), a
 * thread's end (madvise, exit), a clock that the vDSO cannot read, a crash's last words (writev).
 * restart_syscall is how a wait goes on after SIGSTOP and SIGCONT. Terminal and signal handling are
 * every thread's, for whichever crashes restores the terminal.
 */
static const struct rule both[] = {
    CALL(write),
    CALL(writev),
    CALL(poll),
    CALL(futex),
    CALL(timerfd_settime),
    CALL(clock_gettime),
    CALL(getpid),
    CALL(gettid),
    CALL(getpgrp),
    CALL(rt_sigaction),
    CALL(rt_sigprocmask),
    CALL(rt_sigreturn),
    CALL(restart_syscall),
    CALL(brk),
    CALL(munmap),
    CALL(madvise),
    CALL(exit),
    CALL(exit_group),
    {SCMP_SYS(mmap), 2, {WITHOUT(2, PROT_EXEC), WITH(3, MAP_ANONYMOUS)}},
    {SCMP_SYS(tgkill), 1, {EQUALS(0, OWN_PID)}},
    KEYBOARD(TCGETS),
    KEYBOARD(TCSETS),
    KEYBOARD(TCGETS2), /* what glibc 2.42 and later use */
    KEYBOARD(TCSETS2),
    KEYBOARD(TIOCGPGRP),
    IOCTL(KVM_IRQ_LINE),
};

static const struct rule io_only[] = {
    CALL(read),
    CALL(epoll_wait),
    CALL(epoll_pwait),
    CALL(epoll_ctl),
    CALL(close),
    CALL(fsync),
    CALL(fstat),
    CALL(lseek),
    CALL(wait4),
    CALL(sysinfo), /* qsort(3) asks how much memory there is */
    /* How many rows an open line takes that is to be lifted. */
    {SCMP_SYS(ioctl), 2, {EQUALS(0, STDOUT_FILENO), EQUALS(1, TIOCGWINSZ)}},
    {SCMP_SYS(sendto), 1, {SCMP_CMP(4, SCMP_CMP_EQ, 0, 0)}}, /* on a connected socket alone */
};

static const struct rule vcpu_only[] = {
    IOCTL(KVM_RUN),
    IOCTL(KVM_INTERRUPT),
    IOCTL(KVM_GET_MP_STATE),
    IOCTL(KVM_GET_REGS),
    IOCTL(KVM_GET_SREGS),
    IOCTL(KVM_SET_SREGS),
    IOCTL(KVM_TRANSLATE),
    IOCTL(KVM_REGISTER_COALESCED_MMIO),
    IOCTL(KVM_UNREGISTER_COALESCED_MMIO),
};

const struct policy policy_both = {both, sizeof(both) / sizeof(both[0])};
const struct policy policy_io = {io_only, sizeof(io_only) / sizeof(io_only[0])};
const struct policy policy_vcpu = {vcpu_only, sizeof(vcpu_only) / sizeof(vcpu_only[0])};
