/*
 * The steps of a run, from nothing to the last study, in their order.
 */
#ifndef STEPS_H
#define STEPS_H

#include "run.h"

/**
 * Prepares, calibrates, measures, counts, and makes the studies.
 * @return 0, or -1 at the first step that fails; what was measured until then is saved
 */
int steps_take(struct run *run, struct error *err);

#endif
