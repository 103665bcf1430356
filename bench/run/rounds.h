/*
 * The step that measures: rounds, in which every engine is booted once.
 */
#ifndef ROUNDS_H
#define ROUNDS_H

#include "run.h"

/** Boots all engines, round by round, saving after each. */
int rounds_run(struct run *run, struct error *err);

#endif
