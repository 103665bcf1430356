/*
 * Order statistics and bootstrap intervals. Times of programs are skewed and have outliers, so
 * everything here rests on medians and quantiles, never on means and normal distributions.
 */
#ifndef STATISTICS_H
#define STATISTICS_H

#include "base/random.h"

#include <stddef.h>

/* 1.4826 MADs estimate one standard deviation of a normal distribution (1 / Φ⁻¹(3/4)). */
#define MAD_SCALE 1.4826
/* A value further than this many scaled MADs, and this share, from the median is called an
 * outlier. The share keeps quiet about differences that matter to nobody. */
#define OUTLIER_MADS  3.0
#define OUTLIER_SHARE 0.01

enum { BOOTSTRAP_RESAMPLES = 2000 };

struct interval {
    double low, high;
};

/** Sorts values in ascending order. */
void statistics_sort(double *values, size_t count);

/**
 * The quantile `p` (0–1) of sorted values, interpolated linearly between ranks: definition 7 of
 * Hyndman and Fan (The American Statistician 50, 1996), which R and NumPy use.
 */
double statistics_quantile(const double *sorted, size_t count, double p);

/** The median; reorders the values. `count` is at least 1. */
double statistics_median(double *values, size_t count);

/** The median absolute deviation from `centre`, unscaled; overwrites the values. */
double statistics_mad(double *values, size_t count, double centre);

/**
 * A statistic of resampled units.
 * @param data   what the caller gave to statistics_bootstrap()
 * @param picks  `count` units, drawn with replacement
 */
typedef double (*statistic)(void *data, const unsigned *picks, size_t count);

/**
 * How many standard errors a 95 % interval over `units` reaches to either side. The bootstrap's
 * outcomes are spread too little for few units: by √((n−1)/n), and it takes the spread for known
 * where Student's t does not. So the quantiles are taken as far out as to make good for both, at
 * Φ(±√(n/(n−1)) t): the expanded percentile interval (Hesterberg, "What Teachers Should Know About
 * the Bootstrap", The American Statistician 69, 2015).
 * @return 1.96 for many; infinite for one, which has no spread
 */
double statistics_errors_aside(size_t units);

/**
 * A 95 % interval by the percentile bootstrap (Efron and Tibshirani, "An Introduction to the
 * Bootstrap", 1993, chapter 13), expanded as above, from BOOTSTRAP_RESAMPLES resamples.
 *
 * The units are rounds, not single samples: iterations inside one boot share its luck with memory
 * layout and neighbours, and counting them as independent would make the interval too narrow
 * (Kalibera and Jones, "Rigorous Benchmarking in Reasonable Time", ISMM 2013).
 * @param units  how many there are to draw from, at least 1
 * @param seed   makes the interval reproducible
 * @return 0, or -1 when out of memory
 */
int statistics_bootstrap(struct interval *interval, size_t units, statistic of, void *data,
                         struct random seed);

/** A statistic of two sets of units, each drawn from for itself. */
typedef double (*statistic_of_two)(void *data, const unsigned *first, const unsigned *second);

/** As statistics_bootstrap(), for two sets of units that are no pairs; expanded for the smaller. */
int statistics_bootstrap_two(struct interval *interval, size_t first, size_t second,
                             statistic_of_two of, void *data, struct random seed);

/**
 * How likely the range of `units` values holds the true median: 1 − 2·(1/2)ⁿ. No interval for a
 * median, the bootstrap's neither, can promise more.
 */
double statistics_best_coverage(size_t units);

#endif
