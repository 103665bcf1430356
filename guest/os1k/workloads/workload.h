/*
 * A workload: a fixed piece of work whose size sets how often it is done, so that its time grows
 * in proportion to its size, and whose checksum depends on nothing but the size.
 */
#ifndef WORKLOAD_H
#define WORKLOAD_H

#include <stddef.h>
#include <stdint.h>

enum workload_group { GROUP_COMPUTE, GROUP_MEMORY, GROUP_OS, GROUP_OUTSIDE };

struct workload {
    const char *name; /* lower case, digits and '-': it stands in marks and CSVs */
    enum workload_group group;
    uint32_t default_size;          /* a size that suits a test: about a millisecond natively */
    const char *unit;               /* what one unit of size is, for people */
    const char *stresses;           /* one line: what part of a machine it leans on */
    int (*prepare)(uint32_t size);  /* before the timed region; NULL for none; -1: no memory */
    uint64_t (*run)(uint32_t size); /* the timed region; returns the checksum */
    void (*release)(uint32_t size); /* after the timed region; NULL for none */
    int needs_hypervisor; /* has no meaning in a host process: `fail … unsupported` there */
};

extern const struct workload workloads[];
extern const size_t workload_count;

#endif
