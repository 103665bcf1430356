/*
 * summary.md: the run for people who read.
 */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include "record/exits.h"
#include "record/facts.h"
#include "record/record.h"
#include "study_figures.h"
#include "summary.h"

#include <stdio.h>

/** A ratio against the native engine, for the cost of virtualization. */
struct native_cost {
    const char *workload;
    struct ratio ratio;
};

struct report {
    const struct facts *facts;
    const struct record *record;
    const struct summary *summary;
    const struct exits *exits;
    const struct study_figures *studies;
    size_t costs;
    const struct native_cost *cost;
};

/** Writes the report (a file_writer; `data` is a struct report). */
void markdown_write(FILE *out, const void *data);

#endif
