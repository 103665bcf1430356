#include "sandbox/violation.h"

#include "console/output.h"
#include "console/terminal.h"
#include "error.h"

#include <linux/audit.h>
#include <linux/filter.h>

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "call_names.h" /* made by compile.c */

enum {
    CALLS = sizeof call_names / sizeof call_names[0],
    LINE = 240,
    BY_SECCOMP = 1, /* the kernel's SYS_SECCOMP, which the C library leaves out */
};

const char *violation_call_name(int number)
{
    return number >= 0 && number < CALLS && call_names[number][0] ? call_names[number] : "unknown";
}

/** A line, put together by what a signal handler may use: no stdio, no memory. */
struct line {
    size_t used;
    char text[LINE];
};

static void add(struct line *line, const char *text)
{
    while (*text && line->used < LINE)
        line->text[line->used++] = *text++;
}

static void add_number(struct line *line, unsigned number)
{
    char digits[12];
    size_t at = sizeof digits;
    digits[--at] = '\0';
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    add(line, digits + at);
}

static void write_report(const siginfo_t *info)
{
    struct line line = {0};
    bool own = info->si_arch == AUDIT_ARCH_X86_64;
    add(&line, "kvm-vmm: sandbox violation: ");
    add(&line, getpid() == gettid() ? "the I/O thread" : "a vCPU's thread");
    add(&line, " made the system call ");
    add(&line, own ? violation_call_name(info->si_syscall) : "(of another ABI)");
    add(&line, " (");
    add_number(&line, (unsigned)info->si_syscall);
    add(&line, "); kvm-vmm is at fault, or a guest has broken into it\n");
    const struct output output = {.fd = STDERR_FILENO};
    bool read = output_wait(&output, OUTPUT_STOPPED_MS);
    if (!read || write(STDERR_FILENO, line.text, line.used) < 0)
        return; /* nobody to tell: the status does */
}

/* seccomp(2): SECCOMP_RET_TRAP; the call itself was not made. One that somebody sent ends us too.
 */
static void on_sigsys(int number, siginfo_t *info, void *context)
{
    (void)context;
    terminal_rescue();
    if (info->si_code != BY_SECCOMP)
        _exit(STATUS_SIGNAL + number);
    write_report(info);
    _exit(STATUS_SANDBOX);
}

void violation_report(void)
{
    struct sigaction action = {.sa_sigaction = on_sigsys, .sa_flags = SA_SIGINFO};
    sigfillset(&action.sa_mask);
    sigaction(SIGSYS, &action, NULL);
}
