/*
 * The workloads there are, as the native program lists them: it is built from the same table as
 * the guests.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include "base/status.h"
#include "host/site.h"
#include "marks/mark_parser.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* It waits for its timer instead of working: studies/study_latency.c has use for it. */
#define ONESHOT_WORKLOAD "oneshot"

struct catalogue_entry {
    char name[MARK_NAME_MAX + 1];
    char group[16];
    uint32_t default_size; /* about a millisecond natively */
    char unit[64];
    char stresses[120];
    bool needs_hypervisor;
    bool waits; /* its time is waiting for a timer, not work */
};

struct catalogue {
    size_t count;
    struct catalogue_entry *entry;
};

/**
 * Asks the native program of an architecture for its workloads (`--list`).
 * @param catalogue  filled; to be freed, also after an error
 */
int catalogue_load(struct catalogue *catalogue, const struct site *site, enum arch arch,
                   struct error *err);

/**
 * Keeps the workloads named in `list`, comma-separated, in that order.
 * @param list  NULL: keeps all but those of the group latency, whose size is a delay: they have to
 *              be asked for by name
 * @return 0, or -1 (STATUS_USAGE) when one is unknown or named twice
 */
int catalogue_select(struct catalogue *catalogue, const char *list, struct error *err);

/** Whether there is a workload of that name. */
bool catalogue_has(const struct catalogue *catalogue, const char *name);

void catalogue_free(struct catalogue *catalogue);

#endif
