/*
 * A figure out of one value for each round: its median, with a bootstrap interval over rounds.
 */
#ifndef FIGURE_H
#define FIGURE_H

#include "base/status.h"
#include "statistics/statistics.h"

struct figure {
    size_t n; /* values; 0: nothing is known */
    double median;
    struct interval interval;
};

/**
 * Computes a figure.
 * @param values   as many as `count`; none is allowed
 * @param purpose  keeps the random numbers of figures apart
 * @return 0, or -1 when out of memory
 */
int figure_compute(struct figure *figure, const double *values, size_t count, uint64_t seed,
                   const char *purpose, struct error *err);

#endif
