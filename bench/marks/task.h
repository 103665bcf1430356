/*
 * What every engine is given to do: a workload, its size, and the checksum it has to come to.
 */
#ifndef TASK_H
#define TASK_H

#include "mark_parser.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct task {
    char workload[MARK_NAME_MAX + 1];
    uint32_t size;
    bool needs_hypervisor;
    bool waits; /* its time is waiting, not work */
    bool checksum_known;
    uint64_t checksum;
};

/**
 * Writes tasks as a bench spec, `NAME:SIZE:ITERATIONS,…`.
 * @param hypervisor  whether to include those that need one
 * @return the spec, to be freed, or NULL when out of memory
 */
char *task_spec(const struct task *tasks, size_t count, unsigned iterations, bool hypervisor);

#endif
