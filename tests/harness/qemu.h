/*
 * A stock QEMU with the devices of docs/contract.md: what our guests must run on unmodified.
 */
#ifndef HARNESS_QEMU_H
#define HARNESS_QEMU_H

#include "process.h"
#include "scratch.h"

struct qemu_setup {
    const char *arch;   /* i386 or x86_64: which qemu-system-… */
    const char *kernel; /* a Multiboot image, or NULL */
    const char *append; /* its command line, or NULL */
    const char *disk;   /* a flat image, or NULL */
    const char *accel;  /* NULL: tcg */
    const char *cpu;    /* NULL: its own choice */
    const char *memory; /* NULL: 64 MiB */
    bool no_marks;      /* leave port 0x1e9 out */
    bool no_exit;       /* leave port 0xf4 out */
    bool marks_on_com2; /* and take the marks from the second serial port */
    double limit_s;     /* 0: 60 seconds */
};

struct qemu {
    struct process process; /* its stdout is the debug console, port 0xe9 */
    struct scratch marks;   /* what came out of port 0x1e9 */
    int monitor;            /* HMP */
    int serial;             /* COM1, both ways */
};

/** Skips the running test when there is no such QEMU; otherwise starts it. */
void qemu_start(struct qemu *qemu, const struct qemu_setup *setup);

/** Starts QEMU and waits for the end of it. */
void qemu_run(struct qemu *qemu, const struct qemu_setup *setup);

/** The status that the guest wrote to port 0xf4; fails the running test if QEMU ended otherwise. */
int qemu_guest_status(const struct qemu *qemu);

/** Gives the monitor a command. */
void qemu_command(struct qemu *qemu, const char *line);

/** Presses keys on the emulated keyboard, one after the other: printable ASCII, \n, \b and \4. */
void qemu_type(struct qemu *qemu, const char *keys);

/** Sends bytes to the emulated serial port. */
void qemu_send_serial(struct qemu *qemu, const char *bytes);

void qemu_free(struct qemu *qemu);

#endif
