/*
 * All studies of a run: their shares of the budget, and their turns.
 */
#ifndef RUN_STUDIES_H
#define RUN_STUDIES_H

#include "run/run.h"

/** Decides which studies are made, and what each may take, by the calibration. */
void studies_plan(struct run *run);

/** What the studies should take. */
double studies_expected_ns(const struct run *run);

/** Makes the studies, and saves what they brought, after each of their rounds. */
int studies_run(struct run *run, struct error *err);

#endif
