/*
 * Rank correlation: whether figures rise or fall with the rounds they come from, in whatever shape.
 */
#ifndef CORRELATION_H
#define CORRELATION_H

#include "base/random.h"

enum { CORRELATION_LEAST = 4, CORRELATION_SHUFFLES = 9999 };

struct correlation {
    double rho; /* Spearman's: -1 falls always, 1 rises always */
    double p;   /* the chance of so large a |rho| among values in random order */
};

/** Replaces values by their ranks from 1; equal ones share the mean of theirs. */
void correlation_ranks(const double *values, double *ranks, size_t count);

/**
 * Correlates values with their order.
 * @param count  at least CORRELATION_LEAST
 * @return 0, or -1 when out of memory
 */
int correlation_with_order(struct correlation *correlation, const double *values, size_t count,
                           struct random seed);

#endif
