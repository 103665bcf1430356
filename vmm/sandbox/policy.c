/*
 * The sandbox's lists: which system calls each kind of thread may make while guests run. This is a
 * program of its own: while kvm-vmm is being built it turns them, by libseccomp, into the filters
 * that sandbox.c loads, so that a start pays for no more than the loading.
 *
 *     policy filters   the filters, as C
 *     policy names     the names of all system calls, as C
 *     policy text      the filters to be read, in libseccomp's pseudo code
 */
#include "sandbox/own_pid.h"

#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/kvm.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef PR_SET_VMA /* headers before Linux 5.17 */
#define PR_SET_VMA 0x53564d41
#endif

enum { CONDITIONS = 2, CALLS_MOST = 1024 };

/** A system call that is allowed, if all conditions on its arguments hold. */
struct rule {
    int call;
    unsigned conditions;
    struct scmp_arg_cmp when[CONDITIONS];
};

#define CALL(name)                                                                                 \
    {                                                                                              \
        SCMP_SYS(name), 0,                                                                         \
        {                                                                                          \
            {                                                                                      \
                0                                                                                  \
            }                                                                                      \
        }                                                                                          \
    }
#define ALL_BITS         0xffffffffU /* an ioctl's number and an int have 32 */
#define EQUALS(n, value) SCMP_CMP(n, SCMP_CMP_MASKED_EQ, ALL_BITS, value)
#define WITHOUT(n, bit)  SCMP_CMP(n, SCMP_CMP_MASKED_EQ, bit, 0)
#define WITH(n, bit)     SCMP_CMP(n, SCMP_CMP_MASKED_EQ, bit, bit)
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

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void must(bool done, const char *what)
{
    if (done)
        return;
    fprintf(stderr, "policy: %s failed\n", what);
    exit(1);
}

static void allow(scmp_filter_ctx filter, const struct rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++)
        must(seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, rules[i].call, rules[i].conditions,
                                    rules[i].when) == 0,
             "seccomp_rule_add_array");
}

/* What is on no list is trapped, whatever calling convention it comes by. */
static scmp_filter_ctx make_filter(const struct rule *own, size_t count)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
    must(filter != NULL, "seccomp_init");
    must(seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_TRAP) == 0, "seccomp_attr_set");
    allow(filter, own, count);
    allow(filter, both, COUNT(both));
    /* Refused, but no violation: stdio asks how large a file's blocks are, and does without; memory
       is named where the user wants that of glibc 2.39 or later (glibc.mem.decorate_maps). */
    must(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(newfstatat), 0) == 0 &&
             seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl), 1,
                              EQUALS(0, PR_SET_VMA)) == 0,
         "seccomp_rule_add");
    must(seccomp_syscall_priority(filter, SCMP_SYS(ioctl), 255) == 0, "seccomp_syscall_priority");
    return filter;
}

static void print_step(const struct sock_filter *step)
{
    printf("    {0x%02x, %u, %u, 0x%08x},\n", step->code, step->jt, step->jf, step->k);
}

/*
 * Every stay in a guest is one KVM_RUN, and libseccomp compares an ioctl with all numbers of the
 * list, from the largest on, of which KVM_RUN's is the least. So it is let through ahead of them;
 * for all else these steps lead on to the list. The kernel cannot remember an answer that depends
 * on an argument, as it does for calls that a list allows as such (Linux 5.11).
 */
static void print_fast_way(void)
{
    static const struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, 5),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ioctl, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[1])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, KVM_RUN, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    for (size_t i = 0; i < COUNT(steps); i++)
        print_step(&steps[i]);
}

static void print_list(scmp_filter_ctx filter)
{
    struct sock_filter step;
    int file = memfd_create("filter", 0);
    must(file >= 0 && seccomp_export_bpf(filter, file) == 0, "seccomp_export_bpf");
    must(lseek(file, 0, SEEK_SET) == 0, "lseek");
    while (read(file, &step, sizeof step) == sizeof step)
        print_step(&step);
    close(file);
}

static void print_filters(scmp_filter_ctx io, scmp_filter_ctx vcpu)
{
    printf("static const struct sock_filter io_filter[] = {\n");
    print_list(io);
    printf("};\n\nstatic const struct sock_filter vcpu_filter[] = {\n");
    print_fast_way();
    print_list(vcpu);
    printf("};\n");
}

/* Fixed width: pointers would have to be relocated at every start. */
static void print_names(void)
{
    printf("static const char call_names[][32] = {\n");
    for (int number = 0; number < CALLS_MOST; number++) {
        char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_X86_64, number);
        if (name)
            printf("    [%d] = \"%.31s\",\n", number, name);
        free(name);
    }
    printf("};\n");
}

static void print_text(scmp_filter_ctx io, scmp_filter_ctx vcpu)
{
    printf("# the I/O thread's list\n");
    fflush(stdout);
    must(seccomp_export_pfc(io, STDOUT_FILENO) == 0, "seccomp_export_pfc");
    printf("# the vCPU threads' list\n");
    fflush(stdout);
    must(seccomp_export_pfc(vcpu, STDOUT_FILENO) == 0, "seccomp_export_pfc");
}

int main(int argc, char *argv[])
{
    const char *wanted = argc == 2 ? argv[1] : "";
    scmp_filter_ctx io = make_filter(io_only, COUNT(io_only));
    scmp_filter_ctx vcpu = make_filter(vcpu_only, COUNT(vcpu_only));
    if (strcmp(wanted, "filters") == 0) {
        print_filters(io, vcpu);
    } else if (strcmp(wanted, "names") == 0) {
        print_names();
    } else {
        must(strcmp(wanted, "text") == 0, "usage: policy filters|names|text:");
        print_text(io, vcpu);
    }
    seccomp_release(vcpu);
    seccomp_release(io);
    return fflush(stdout) == 0 ? 0 : 1;
}
