/*
 * 1K OS on any machine that can run it: kvm-vmm with either interrupt controller, or stock QEMU;
 * and its input by either way. A test written against this runs on all of them.
 */
#ifndef HARNESS_MACHINE_H
#define HARNESS_MACHINE_H

#include "qemu.h"

struct machine_kind {
    const char *name;
    const char *arch;    /* of 1K OS: i386 or x86_64 */
    const char *irqchip; /* of kvm-vmm; NULL: QEMU */
};

enum { MACHINE_KINDS_KVM = 4, MACHINE_KINDS = 6 }; /* those of kvm-vmm come first */

extern const struct machine_kind machine_kinds[MACHINE_KINDS];

enum machine_input {
    MACHINE_SILENT,   /* nothing is ever typed */
    MACHINE_ENDED,    /* the input is at its end from the start; kvm-vmm alone knows that */
    MACHINE_KEYBOARD, /* keys; on kvm-vmm from a terminal */
    MACHINE_SERIAL,   /* bytes at the serial port; on kvm-vmm from a terminal */
};

struct machine {
    const struct machine_kind *kind;
    enum machine_input input;
    struct qemu qemu;        /* of kvm-vmm, only `process` and `marks` are used */
    struct process *process; /* its output is what the guest printed */
};

/**
 * Boots 1K OS. Skips the running test when this host has no such machine.
 * @param kind     an index of machine_kinds
 * @param input    how machine_type() reaches it
 * @param append   its command line
 * @param limit_s  0: 60 seconds
 */
void machine_boot(struct machine *machine, unsigned kind, enum machine_input input,
                  const char *append, double limit_s);

/** Waits for the end. @return the status that the guest gave to port 0xf4 */
int machine_wait(struct machine *machine);

/** Types keys: printable ASCII, \n, \b and \4 (Ctrl-D). */
void machine_type(struct machine *machine, const char *keys);

/** Waits until the guest has printed `text` after what was found last. */
void machine_expect(struct machine *machine, const char *text, double seconds);

/** Fails the running test unless the guest printed exactly this, from its start to its end. */
void machine_must_have_printed(const struct machine *machine, const char *expected);

void machine_free(struct machine *machine);

#endif
