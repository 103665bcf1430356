/*
 * Two runs side by side: which times differ by more than the noise within either explains.
 */
#ifndef COMPARISON_H
#define COMPARISON_H

#include "record/record.h"
#include "statistics/statistics.h"

#include <stdio.h>

/* With four rounds each, chance puts all of one run's above all of the other's in 2 of 70 cases;
 * with three, in 2 of 20. */
enum { COMPARISON_ROUNDS = 4 };

struct comparison_row {
    char arch[ARCH_NAME_MAX + 1];
    char workload[MARK_NAME_MAX + 1];
    char engine[ENGINE_NAME_MAX + 1];
    double value; /* the second run's time for a unit of size over the first's */
    struct interval interval;
    size_t rounds; /* of the run that has fewer */
    bool real;     /* the interval does not hold 1, and there are rounds enough to say so */
};

/** A speed-up that both runs know; over REFERENCE_ENGINE, whose own is left out. */
struct comparison_speedup {
    char workload[MARK_NAME_MAX + 1];
    char engine[ENGINE_NAME_MAX + 1];
    struct interval interval[2];
    bool overlap;
};

struct comparison {
    size_t count;
    size_t testable; /* of these, those with rounds enough for a difference to be called real */
    size_t real;
    struct comparison_row *row;
    size_t speedups;
    size_t overlapping; /* of these, those whose intervals have a point in common */
    struct comparison_speedup *speedup;
};

/**
 * Compares what both runs have valid samples of. Each run's rounds are resampled apart, for rounds
 * of two runs are no pairs; times are for a unit of size, for runs may choose different sizes.
 * @return 0, or -1; the comparison is to be freed either way
 */
int comparison_make(struct comparison *comparison, const struct record *first,
                    const struct record *second, uint64_t seed, struct error *err);

/** Prints it for people. */
void comparison_print(FILE *out, const struct comparison *comparison);

void comparison_free(struct comparison *comparison);

#endif
