/*
 * The samples of one workload on one engine that count, grouped by round.
 */
#ifndef SERIES_H
#define SERIES_H

#include "record/record.h"
#include "statistics/statistics.h"

#include <stddef.h>

/** The samples of one round: `count` values of the series, from `start`. */
struct series_round {
    unsigned round;
    size_t start, count;
    double median; /* of these samples */
};

struct series {
    size_t count;
    const struct sample **sample; /* in the order of rounds */
    double *ns;                   /* their times */
    double *scratch;              /* room for as many values as one resample can hold */
    size_t rounds;
    struct series_round *round;
};

/**
 * Gathers the samples that are valid and no warm-up.
 * @return 0, or -1 when out of memory; the series is to be freed either way
 */
int series_gather(struct series *series, const struct record *record, const char *workload,
                  const char *engine, struct error *err);

/** The round of that number, or NULL when the series has no sample from it. */
const struct series_round *series_round(const struct series *series, unsigned round);

/** The median of all samples; `series->count` is at least 1. */
double series_median(const struct series *series);

/** The median of all samples of the rounds picked. */
double series_pooled_median(const struct series *series, const unsigned *picks, size_t count);

/** The interval of the median, by resampling rounds. `series->count` is at least 1. */
int series_interval(const struct series *series, struct interval *interval, struct random seed);

void series_free(struct series *series);

#endif
