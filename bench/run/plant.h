/*
 * A slowdown planted on purpose, for the run to find (kvm-bench self-check).
 */
#ifndef PLANT_H
#define PLANT_H

#include "run.h"

/* By how much a planted workload is larger, and of what its size is made a multiple for that to be
 * exact. */
enum { PLANT_PERCENT = 5, PLANT_STEP = 100 / PLANT_PERCENT };
/* The largest whose planted size is a size still. */
#define PLANT_SIZE_MAX (UINT32_MAX / (100 + PLANT_PERCENT) * 100)

/**
 * Whether a slowdown can be planted where --plant says so, if it does: engines and workloads are
 * settled.
 * @return 0, or -1 with STATUS_USAGE
 */
int plant_check(const struct run *run, struct error *err);

/** Plants a slowdown where --plant says so. */
int plant_run(struct run *run, struct error *err);

/** Learns what the planted work has to come to; the checksums of all other tasks are known. */
int plant_learn_checksums(struct run *run, struct error *err);

#endif
