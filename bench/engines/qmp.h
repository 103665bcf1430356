/*
 * The one question the driver asks of QEMU's monitor (QMP): how it translates.
 */
#ifndef QMP_H
#define QMP_H

#include "base/signals.h"
#include "base/status.h"

#include <stdbool.h>

/** A monitor in control mode, freshly opened. */
struct qmp {
    int fd;                  /* a socket to it */
    struct signals *signals; /* that break off what is asked of it; NULL: none do */
};

struct qmp_blocks {
    bool one_instruction; /* blocks of one instruction */
    const char *source;   /* the monitor command that said so */
};

/**
 * Asks QEMU whether its blocks hold one instruction each. `info jit` says it since QEMU 8.1;
 * before, `info status` says "single step mode".
 * @return 0, or -1 when QEMU does not answer within 10 s, or not as expected
 */
int qmp_read_blocks(const struct qmp *qmp, struct qmp_blocks *blocks, struct error *err);

/** Asks whether KVM runs the guest. @return 0, or -1 when it does not, or no answer comes */
int qmp_read_kvm(const struct qmp *qmp, struct error *err);

#endif
