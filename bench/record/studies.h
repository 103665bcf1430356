/*
 * The rows of all studies of a run (docs/contract.md, "Results").
 */
#ifndef STUDIES_H
#define STUDIES_H

#include "latency.h"
#include "phases.h"
#include "scaling.h"

struct studies {
    struct latency latency;
    struct scaling scaling;
    struct phases phases;
};

/** Reads the rows of all studies; those that were not made have none. To be freed either way. */
int studies_load(struct studies *studies, const char *directory, struct error *err);

/** The number of rows that speak against the run. */
size_t studies_objections(const struct studies *studies);

/** Names what is not valid, on standard error: a line for each study, engine and outcome. */
void studies_name_invalid(const struct studies *studies);

void studies_free(struct studies *studies);

#endif
