/*
 * Pairs of runs, and what they come to: a median with its interval, held against a target.
 */
#ifndef VMM_MEASURE_H
#define VMM_MEASURE_H

#include "metrics.h"
#include "statistics/statistics.h"

enum {
    PAIRS_MAX = 200,
    PAIRS_FOR_VERDICT = 6, /* the range of fewer holds the median less often than in 95 of 100 */
};

enum verdict {
    VERDICT_NONE, /* there is no target, or this host cannot tell */
    VERDICT_MET,
    VERDICT_MISSED,
    VERDICT_OPEN, /* the target lies within the interval, or there are too few pairs */
};

struct result {
    const struct metric *metric;
    unsigned pairs;           /* 0: not measured, and `trouble` says why */
    double median[SIDES];     /* of the figures */
    double value;             /* the median ratio, or the figure when it is single */
    struct interval interval; /* 95 % */
    enum verdict verdict;
    bool failed; /* it should have been measured */
    struct error trouble;
};

/**
 * Measures one metric: in each pair both sides, in an order drawn by lot, so that a machine that
 * drifts is unfair to neither. The first pair warms up, and is not counted.
 * @param judge  whether figures of this host say anything of the target
 * @return 0, or -1 when memory ran out; what went wrong in the runs is in the result
 */
int measure(struct result *result, const struct bench *bench, const struct metric *metric,
            unsigned pairs, uint64_t seed, bool judge, struct error *err);

/** "met", "missed", "open" or "". */
const char *verdict_name(enum verdict verdict);

#endif
