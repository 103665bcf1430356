/*
 * The first step of a run: who takes part, with what.
 */
#ifndef PREPARE_H
#define PREPARE_H

#include "run.h"

/** Loads the list of all workloads; run->site is open. */
int prepare_catalogue(struct run *run, struct error *err);

/** Settles architecture, engines and workloads; those that cannot run are named and left out. */
int prepare_run(struct run *run, struct error *err);

#endif
