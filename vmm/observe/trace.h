/*
 * --trace FILE: every exit, one line each, of all VMs into one file.
 *
 *     # time_ns vm exit reason direction address width count value handled_ns
 *     1840211 0 17 io out 0x3f8 1 1 0x48 5120
 *     1903377 0 18 hlt - - - - - 9981200
 *
 * time_ns counts from trace_open(); address is the port or the MMIO address; width is in bytes,
 * value the first of `count` values of string I/O. A dash stands where an exit has no such thing.
 */
#ifndef VMM_OBSERVE_TRACE_H
#define VMM_OBSERVE_TRACE_H

#include "error.h"

#include <stdbool.h>
#include <stdint.h>

/** One exit. */
struct trace_record {
    uint64_t when_ns;    /* KVM_RUN's return, on CLOCK_MONOTONIC */
    uint64_t handled_ns; /* from then to the next entry */
    uint64_t number;     /* of this VM's exits, from 1 */
    unsigned vm;
    unsigned reason; /* KVM_EXIT_… */
    /* of KVM_EXIT_IO and KVM_EXIT_MMIO only; width 0 for all others */
    bool out;
    unsigned width; /* bytes: 1, 2, 4 or 8 */
    unsigned count;
    uint64_t address;
    uint64_t value;
};

struct trace;

/**
 * Creates the file, replacing an old one.
 * @return the trace, or NULL with err filled in
 */
struct trace *trace_open(const char *path, struct error *err);

/** Writes one line. From any thread; errors are kept for trace_close(). */
void trace_exit(struct trace *trace, const struct trace_record *record);

/**
 * Writes out the rest and closes the file. NULL is allowed.
 * @return 0; -1 when anything was not written (a full disk, say), with err filled in
 */
int trace_close(struct trace *trace, struct error *err);

#endif
