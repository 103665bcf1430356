/*
 * The step that finds out what everything costs, and shares the budget out.
 */
#ifndef SIZING_H
#define SIZING_H

#include "run.h"

/** Calibrates: chooses sizes, rounds and time limit, and learns the checksums. */
int sizing_run(struct run *run, struct error *err);

#endif
