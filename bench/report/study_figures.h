/*
 * The figures of all studies, for the report.
 */
#ifndef STUDY_FIGURES_H
#define STUDY_FIGURES_H

#include "advice.h"
#include "latency_summary.h"
#include "record/facts.h"
#include "record/studies.h"
#include "scaling_summary.h"
#include "startup_summary.h"

#include <stdio.h>

struct study_figures {
    struct latency_summary latency;
    struct scaling_summary scaling;
    struct startup_summary startup;
};

/** Computes the figures of all studies that have rows. To be freed either way. */
int study_figures_compute(struct study_figures *figures, const struct studies *studies,
                          uint64_t seed, struct error *err);

/** Adds the warnings that the figures give reason for. */
void study_figures_advise(const struct study_figures *figures, struct advice *advice);

/** Writes the summaries' CSV files; none for a study without rows. */
int study_figures_save(const struct study_figures *figures, const char *directory,
                       struct error *err);

/** Writes their sections of summary.md. */
void study_figures_write(FILE *out, const struct study_figures *figures, const struct facts *facts);

void study_figures_free(struct study_figures *figures);

#endif
