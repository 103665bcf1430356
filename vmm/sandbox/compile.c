/*
 * Makes the sandbox's filters of its lists (policy.c). This is a program of its own: while kvm-vmm
 * is being built it turns them, by libseccomp, into the filters that sandbox.c loads, so that a
 * start pays for no more than the loading.
 *
 *     policy filters   the filters, as C
 *     policy names     the names of all system calls, as C
 *     policy text      the filters to be read, in libseccomp's pseudo code
 */
#include "sandbox/policy.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/kvm.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef PR_SET_VMA /* headers before Linux 5.17 */
#define PR_SET_VMA 0x53564d41
#endif

enum { CALLS_MOST = 1024 };

static bool allow(scmp_filter_ctx filter, const struct policy *policy)
{
    for (size_t i = 0; i < policy->count; i++)
        if (seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, policy->rules[i].call,
                                   policy->rules[i].conditions, policy->rules[i].when) != 0)
            return false;
    return true;
}

/* Refused, but no violation: stdio asks how large a file's blocks are, and does without; memory is
   named where the user wants that of glibc 2.39 or later (glibc.mem.decorate_maps). */
static bool refuse(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(newfstatat), 0) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl), 1,
                            EQUALS(0, PR_SET_VMA)) == 0;
}

/* What is on no list is trapped, whatever calling convention it comes by. NULL: it cannot be made.
 */
static scmp_filter_ctx make_filter(const struct policy *own)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
    if (filter && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_TRAP) == 0 &&
        allow(filter, own) && allow(filter, &policy_both) && refuse(filter) &&
        seccomp_syscall_priority(filter, SCMP_SYS(ioctl), 255) == 0)
        return filter;
    seccomp_release(filter);
    return NULL;
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
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        print_step(&steps[i]);
}

static bool print_list(scmp_filter_ctx filter)
{
    struct sock_filter step;
    int file = memfd_create("filter", 0);
    bool made = file >= 0 && seccomp_export_bpf(filter, file) == 0 && lseek(file, 0, SEEK_SET) == 0;
    while (made && read(file, &step, sizeof step) == sizeof step)
        print_step(&step);
    if (file >= 0)
        close(file);
    return made;
}

static bool print_filters(scmp_filter_ctx io, scmp_filter_ctx vcpu)
{
    printf("static const struct sock_filter io_filter[] = {\n");
    bool made = print_list(io);
    printf("};\n\nstatic const struct sock_filter vcpu_filter[] = {\n");
    print_fast_way();
    made = made && print_list(vcpu);
    printf("};\n");
    return made;
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

static bool print_text(scmp_filter_ctx io, scmp_filter_ctx vcpu)
{
    printf("# the I/O thread's list\n");
    if (fflush(stdout) != 0 || seccomp_export_pfc(io, STDOUT_FILENO) != 0)
        return false;
    printf("# the vCPU threads' list\n");
    return fflush(stdout) == 0 && seccomp_export_pfc(vcpu, STDOUT_FILENO) == 0;
}

static bool print(const char *wanted, scmp_filter_ctx io, scmp_filter_ctx vcpu)
{
    if (strcmp(wanted, "names") == 0)
        print_names();
    else if (strcmp(wanted, "filters") == 0)
        return print_filters(io, vcpu);
    else
        return print_text(io, vcpu);
    return true;
}

int main(int argc, char *argv[])
{
    const char *wanted = argc == 2 ? argv[1] : "";
    if (strcmp(wanted, "filters") != 0 && strcmp(wanted, "names") != 0 &&
        strcmp(wanted, "text") != 0) {
        fprintf(stderr, "usage: policy filters|names|text\n");
        return 64;
    }
    scmp_filter_ctx io = make_filter(&policy_io);
    scmp_filter_ctx vcpu = make_filter(&policy_vcpu);
    bool done = io && vcpu && print(wanted, io, vcpu) && fflush(stdout) == 0;
    if (!done)
        fprintf(stderr, "policy: the filters cannot be made, or not written\n");
    seccomp_release(vcpu);
    seccomp_release(io);
    return done ? 0 : 1;
}
