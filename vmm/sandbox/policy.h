/* The sandbox's lists (policy.c), for the program that makes filters of them (compile.c). */
#ifndef VMM_SANDBOX_POLICY_H
#define VMM_SANDBOX_POLICY_H

#include <seccomp.h>
#include <stddef.h>

enum { POLICY_CONDITIONS = 2 };

/** A system call that is allowed, if all conditions on its arguments hold. */
struct rule {
    int call;
    unsigned conditions;
    struct scmp_arg_cmp when[POLICY_CONDITIONS];
};

struct policy {
    const struct rule *rules;
    size_t count;
};

extern const struct policy policy_both; /* what every thread may call */
extern const struct policy policy_io;   /* what the I/O thread may besides */
extern const struct policy policy_vcpu; /* what a vCPU's thread may besides */

/* Conditions on argument n of a call. */
#define ALL_BITS         0xffffffffU /* an ioctl's number and an int have 32 */
#define EQUALS(n, value) SCMP_CMP(n, SCMP_CMP_MASKED_EQ, ALL_BITS, value)
#define WITHOUT(n, bit)  SCMP_CMP(n, SCMP_CMP_MASKED_EQ, bit, 0)
#define WITH(n, bit)     SCMP_CMP(n, SCMP_CMP_MASKED_EQ, bit, bit)

#endif
