#include "sandbox/sandbox.h"

#include "sandbox/own_pid.h"
#include "sandbox/violation.h"

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sandbox_filters.h" /* made by compile.c */

/* What sanitizers and coverage counters do at the end (read /proc, trace, write files) is on no
   list: tests/variant.mk defines INSTRUMENTED. */
#ifdef INSTRUMENTED
static const bool enforced = false;
#else
static const bool enforced = true;
#endif

enum {
    STEPS_MOST = 128,
    DESCRIPTORS = 1, /* no new one; poll(2) still takes one, for it compares with this limit too */
};

_Static_assert(sizeof io_filter / sizeof io_filter[0] <= STEPS_MOST, "room for the filter");
_Static_assert(sizeof vcpu_filter / sizeof vcpu_filter[0] <= STEPS_MOST, "room for the filter");

static int refused(const char *what, struct error *err)
{
    return fail(err, STATUS_OS_ERROR,
                "the sandbox cannot be set up (%s: %s); --no-sandbox runs without it", what,
                strerror(errno));
}

static int limit(int resource, rlim_t most)
{
    return setrlimit((__rlimit_resource_t)resource, &(struct rlimit){most, most});
}

/*
 * RLIMIT_NPROC is not among the limits: no list has a call that makes a thread, and since
 * Linux 6.13 KVM starts one of its own at the first KVM_RUN, which the limit would hold against us.
 * A second arena would ask for the number of processors, which older C libraries read from a file.
 * A large block is not mapped by itself, for realloc(3) would move such a one with mremap(2), which
 * is on no list; blocks of the heap it copies.
 */
int sandbox_prepare(struct error *err)
{
    if (!enforced)
        return 0;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_MAX, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return refused("PR_SET_NO_NEW_PRIVS", err);
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0) /* to a core handler limits mean nothing: core(5) */
        return refused("PR_SET_DUMPABLE", err);
    if (limit(RLIMIT_CORE, 0) < 0)
        return refused("RLIMIT_CORE", err);
    if (limit(RLIMIT_NOFILE, DESCRIPTORS) < 0)
        return refused("RLIMIT_NOFILE", err);
    violation_report();
    return 0;
}

/** Copies a filter, our number in its place. */
static void fill_in(struct sock_filter *steps, const struct sock_filter *filter, size_t count)
{
    memcpy(steps, filter, count * sizeof *steps);
    for (size_t i = 0; i < count; i++)
        if (steps[i].code == (BPF_JMP | BPF_JEQ | BPF_K) && steps[i].k == OWN_PID)
            steps[i].k = (uint32_t)getpid();
}

int sandbox_enter(enum sandbox_list list)
{
    static const struct {
        const struct sock_filter *filter;
        unsigned short count;
    } filters[] = {
        [SANDBOX_IO] = {io_filter, sizeof io_filter / sizeof io_filter[0]},
        [SANDBOX_VCPU] = {vcpu_filter, sizeof vcpu_filter / sizeof vcpu_filter[0]},
    };
    struct sock_filter steps[STEPS_MOST];
    struct sock_fprog program = {.len = filters[list].count, .filter = steps};
    fill_in(steps, filters[list].filter, program.len);
    return enforced ? prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) : 0;
}

int sandbox_enter_io(struct error *err)
{
    return sandbox_enter(SANDBOX_IO) < 0 ? refused("seccomp", err) : 0;
}
