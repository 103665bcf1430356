/*
 * A run that is on the disk: its rows, and what is known of it.
 */
#ifndef KEPT_RUN_H
#define KEPT_RUN_H

#include "record/facts.h"
#include "record/record.h"

struct kept_run {
    struct record record;
    struct facts facts;
};

/** Reads samples.csv, boots.csv and host.csv. The run is to be freed, also after an error. */
int kept_run_load(struct kept_run *run, const char *directory, struct error *err);

void kept_run_free(struct kept_run *run);

#endif
