/*
 * Durations, counted in buckets whose width grows with the value: log-linear, 16 buckets to each
 * power of two, so that a quantile is off by at most 1/33 (3.1 %) of its value. Values below 16 ns
 * are exact, those of 2^36 ns (68 s) and more share the last bucket; `max` is exact always.
 */
#ifndef VMM_OBSERVE_HISTOGRAM_H
#define VMM_OBSERVE_HISTOGRAM_H

#include <stdint.h>

enum {
    HISTOGRAM_SUB_BITS = 4,
    HISTOGRAM_TOP_BIT = 36,
    HISTOGRAM_BUCKETS = (HISTOGRAM_TOP_BIT - HISTOGRAM_SUB_BITS + 1) << HISTOGRAM_SUB_BITS,
};

/** Zero-initialised it is empty. */
struct histogram {
    uint64_t count;
    uint64_t total;
    uint64_t max;
    uint32_t bucket[HISTOGRAM_BUCKETS]; /* stays at its top instead of wrapping round */
};

/** Counts one value. */
void histogram_add(struct histogram *histogram, uint64_t value);

/**
 * The value that `percent` of the values do not exceed (nearest rank), off by 3.1 % at most.
 * @param percent  1 to 100
 * @return 0 when the histogram is empty
 */
uint64_t histogram_percentile(const struct histogram *histogram, unsigned percent);

#endif
