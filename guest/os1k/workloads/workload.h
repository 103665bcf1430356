/*
 * A workload: a fixed piece of work whose size sets how often it is done, so that its time grows
 * in proportion to its size, and whose checksum depends on nothing but the size: not on the
 * architecture, the compiler, the engine, or what ran before. Those of the group latency are not
 * such: their size is a delay, and they run only when asked for by name.
 */
#ifndef WORKLOAD_H
#define WORKLOAD_H

#include <stddef.h>
#include <stdint.h>

enum workload_group {
    GROUP_COMPUTE,
    GROUP_MEMORY,
    GROUP_OS,
    GROUP_OUTSIDE,
    GROUP_MENU,
    GROUP_LATENCY
};

/** What one run is given. */
struct work {
    uint32_t size;  /* how many units to do */
    void *memory;   /* page-aligned, every page touched already; NULL when none was asked for */
    uint32_t bytes; /* the size of `memory` */
};

struct workload {
    const char *name; /* lower case, digits and '-': it stands in marks and CSVs */
    enum workload_group group;
    uint32_t default_size; /* a size that suits a test: a millisecond or so natively */
    const char *unit;      /* what one unit of size is, for people */
    const char *stresses;  /* one line: what part of a machine it leans on */

    /* Bytes of memory it works in, which the harness maps and touches before the first run; at most
     * 8 MB, for kernel, image and heap share a machine of 16 MB. */
    uint32_t memory;

    /* Fills `memory`, once, outside the timed region; runs leave what it wrote as it was. NULL for
     * nothing to do. Returns 0, or -1 when the system has no memory left. */
    int (*prepare)(const struct work *work);

    /* The timed region. Returns the checksum. */
    uint64_t (*run)(const struct work *work);

    /* In the place of `run`: times itself, and reports what it read from the time-stamp counter. */
    uint64_t (*run_timed)(const struct work *work, uint64_t *tsc_begin, uint64_t *tsc_end);

    /* Asks for what only a machine of its own has, its ports, interrupts or kernel, and so for a
     * hypervisor below: `fail … unsupported` in a host process. */
    int needs_hypervisor;

    /* Its time is waiting, not work: it comes from a timer, and engines may agree on it. */
    int waits;
};

extern const struct workload workloads[];
extern const size_t workload_count;

/** Returns the workload of that name, or NULL. */
const struct workload *workload_find(const char *name);

/** Returns a group's name as it stands in tables: compute, memory, os, outside, menu, latency. */
const char *workload_group_name(enum workload_group group);

#endif
