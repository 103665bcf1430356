/*
 * What latency.csv says: quantiles for each engine, latency_summary.csv.
 */
#ifndef LATENCY_SUMMARY_H
#define LATENCY_SUMMARY_H

#include "record/latency.h"
#include "statistics/statistics.h"

struct latency_figures {
    char arch[ARCH_NAME_MAX + 1];
    char engine[ENGINE_NAME_MAX + 1];
    size_t n, boots; /* samples that count, and how many boots they are from */
    double p50_ns, p90_ns, p99_ns, max_ns;
    struct interval p50_interval, p99_interval; /* over boots */
};

struct latency_summary {
    size_t count;
    struct latency_figures *row; /* in the order of the table of engines */
};

/** Computes it; the same rows and seed give the same figures. To be freed either way. */
int latency_summarize(struct latency_summary *summary, const struct latency *latency, uint64_t seed,
                      struct error *err);

/** Writes latency_summary.csv at once. */
int latency_summary_save(const struct latency_summary *summary, const char *directory,
                         struct error *err);

void latency_summary_free(struct latency_summary *summary);

#endif
