/*
 * What scaling.csv says: throughput and slowdown with n machines, scaling_summary.csv.
 */
#ifndef STUDIES_SCALING_SUMMARY_H
#define STUDIES_SCALING_SUMMARY_H

#include "command.h"
#include "figure.h"
#include "scaling.h"

struct scaling_figures {
    char arch[ARCH_NAME_MAX + 1];
    char engine[ENGINE_NAME_MAX + 1];
    unsigned machines;
    struct figure throughput; /* over that of one machine, paired by round */
    double slowdown;          /* of a machine's work, over that of one alone */
    double apart;             /* from the first begin to the last, as a share of the makespan */
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
