/*
 * The directory of a run, and what is written to it.
 */
#ifndef RESULTS_H
#define RESULTS_H

#include "run.h"

/** Makes the directory for the results, checking that it can be written and holds no run. */
int results_open(struct run *run, struct error *err);

/** Writes all result files, and points results/latest at them. */
int results_save(struct run *run, struct error *err);

/** Removes the results' directory if the run made it, and wrote nothing to it. */
void results_drop(const struct run *run);

#endif
