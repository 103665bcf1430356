/*
 * What phases.csv says: how long each phase takes, startup_summary.csv.
 */
#ifndef STARTUP_SUMMARY_H
#define STARTUP_SUMMARY_H

#include "figure.h"
#include "record/phases.h"

struct startup_figures {
    char arch[ARCH_NAME_MAX + 1];
    char engine[ENGINE_NAME_MAX + 1];
    enum boot_phase phase;
    struct figure ns;
};

struct startup_summary {
    size_t count;
    struct startup_figures *row; /* in the order of the table of engines, then of phases */
};

/** Computes it; the same rows and seed give the same figures. To be freed either way. */
int startup_summarize(struct startup_summary *summary, const struct phases *phases, uint64_t seed,
                      struct error *err);

/** The figures of a phase, or NULL when it was not measured. */
const struct startup_figures *startup_find(const struct startup_summary *summary,
                                           const char *engine, enum boot_phase phase);

/** Writes startup_summary.csv at once. */
int startup_summary_save(const struct startup_summary *summary, const char *directory,
                         struct error *err);

void startup_summary_free(struct startup_summary *summary);

#endif
