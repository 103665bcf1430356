/*
 * What the samples say, workload by workload and engine by engine.
 */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "record/record.h"
#include "statistics/correlation.h"
#include "statistics/statistics.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A ratio of medians, paired by round. */
struct ratio {
    bool known;
    size_t rounds; /* in which both sides have valid samples */
    double value;
    struct interval interval;
    bool drift_known; /* there are rounds enough to tell */
    struct correlation drift;
};

struct summary_row {
    char arch[ARCH_NAME_MAX + 1];
    char workload[MARK_NAME_MAX + 1];
    char engine[ENGINE_NAME_MAX + 1];
    size_t n;      /* samples that count */
    size_t rounds; /* they come from */
    double median_ns;
    struct interval interval_ns;
    double mad_ns;
    uint64_t instructions; /* in one sample; 0: not counted */
    struct ratio speedup;  /* over REFERENCE_ENGINE; above 1: this engine is faster */
    size_t bad;            /* samples that speak against the run (validity.h) */
    bool valid;            /* there are samples that count, and none speaks against the run */
    char note[600];        /* what is wrong or remarkable, for people: room for all of it */
};

struct summary {
    size_t count;
    struct summary_row *row;
};

/**
 * Computes the summary; the same record and seed give the same figures.
 * @return 0, or -1 when out of memory; the summary is to be freed either way
 */
int summary_compute(struct summary *summary, const struct record *record, uint64_t seed,
                    struct error *err);

/** Millions of instructions in a second of the row's median; 0 when not known. */
double summary_mips(const struct summary_row *row);

/** Whether any row is about that engine. */
bool summary_has_engine(const struct summary *summary, const char *engine);

/** Finds a row, or NULL. */
const struct summary_row *summary_find(const struct summary *summary, const char *workload,
                                       const char *engine);

/**
 * The time of engine `above` over that of engine `below` for one workload: the median over rounds
 * of the ratio of each round's medians.
 */
int summary_ratio(struct ratio *ratio, const struct record *record, const char *workload,
                  const char *above, const char *below, uint64_t seed, struct error *err);

/** Writes summary.csv at once. */
int summary_save(const struct summary *summary, const char *directory, struct error *err);

void summary_free(struct summary *summary);

#endif
