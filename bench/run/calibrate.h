/*
 * From what a calibration boot of each engine took, how big each workload should be so that the
 * rounds fill the time budget. Arithmetic only: nothing here runs anything.
 */
#ifndef CALIBRATE_H
#define CALIBRATE_H

#include "engines/engine.h"

#include <stddef.h>
#include <stdint.h>

/* Bounds of what one iteration should take in the slowest engine, in nanoseconds. */
#define ITERATION_MIN_NS  5e6
#define ITERATION_GOOD_NS 1e8
#define ITERATION_MAX_NS  2e9
/* A shorter sample than this is mostly the clock's and the scheduler's noise: worth a warning. */
#define SAMPLE_SHORT_NS 5e5

enum { ROUNDS_MIN = 3, ROUNDS_GOOD = 8 };

/** The cost of one workload in each engine. */
struct cost {
    double unit_ns[ENGINES_MAX]; /* of one unit of its size; 0: not known */
    double apart[ENGINES_MAX];   /* how many iterations boots apart from the rounds have of it */
};

/** What the plan is made from. */
struct calibration {
    size_t engines;
    size_t workloads;
    const struct cost *costs; /* one for each workload */
    double boot_ns;           /* all that a round takes besides its iterations, all engines */
    unsigned iterations;      /* of each workload in a boot, the warm-up included */
    double apart_ns;          /* what the boots apart from the rounds take besides theirs */
    double native_iterations; /* of each workload, for its checksum: as in the fastest engine */
};

/** The plan: how many rounds to aim for, and what an iteration takes in the slowest engine. */
struct plan {
    unsigned rounds;
    double iteration_ns;
};

/** The cost of a unit in the slowest engine that is known, or 0 when none is. */
double calibrate_slowest(const struct cost *cost, size_t count);

/** The cost of a unit in the fastest engine that is known, or 0 when none is. */
double calibrate_fastest(const struct cost *cost, size_t count);

/** What a whole round takes when an iteration takes `iteration_ns` in the slowest engine. */
double calibrate_round_ns(const struct calibration *calibration, double iteration_ns);

/**
 * Chooses how long an iteration shall be.
 * @param budget_ns  what all rounds together may take, and the boots apart from them
 * @param rounds     how many there shall be; 0: from ROUNDS_GOOD down to ROUNDS_MIN, as many as
 *                   leave iterations of ITERATION_GOOD_NS
 */
struct plan calibrate_plan(const struct calibration *calibration, double budget_ns,
                           unsigned rounds);

/**
 * The size that makes a workload take `iteration_ns` in its slowest engine, rounded down to two
 * significant digits; `fallback` when no engine's cost is known. At least 1.
 */
uint32_t calibrate_size(const struct cost *cost, size_t count, double iteration_ns,
                        uint32_t fallback);

#endif
