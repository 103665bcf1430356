/*
 * The exit statuses of kvm-bench: those it shares with kvm-vmm (vmm/error.h), and its own, which
 * follow sysexits(3) where that has one.
 */
#ifndef BENCH_STATUS_H
#define BENCH_STATUS_H

#include "error.h"

enum {
    STATUS_INVALID = 1,      /* the run is complete, but some boot or sample is not valid */
    STATUS_UNAVAILABLE = 69, /* no engine, or no workload, can run here (EX_UNAVAILABLE) */
    STATUS_IO = 74,          /* results cannot be written or read (EX_IOERR) */
};

#endif
