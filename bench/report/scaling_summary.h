/*
 * What scaling.csv says: throughput and slowdown with n machines, scaling_summary.csv.
 */
#ifndef SCALING_SUMMARY_H
#define SCALING_SUMMARY_H

#include "figure.h"
#include "record/scaling.h"

struct scaling_figures {
    char arch[ARCH_NAME_MAX + 1];
    char engine[ENGINE_NAME_MAX + 1];
    unsigned machines;
    /* Both while all machines worked, over one machine of the same round. */
    struct figure throughput;
    double slowdown; /* of the median machine's work */
    double together; /* for how long all worked, as a share of the makespan */
    size_t left_out; /* rounds in which that was too short to say anything */
};

struct scaling_summary {
    size_t count;
    struct scaling_figures *row; /* in the order of the table of engines */
};

/** Computes it; the same rows and seed give the same figures. To be freed either way. */
int scaling_summarize(struct scaling_summary *summary, const struct scaling *scaling, uint64_t seed,
                      struct error *err);

/** Writes scaling_summary.csv at once. */
int scaling_summary_save(const struct scaling_summary *summary, const char *directory,
                         struct error *err);

void scaling_summary_free(struct scaling_summary *summary);

#endif
