/*
 * The boots in which something is counted, one kind of count after another. A count that fails is
 * said, and left out; it invalidates no time.
 */
#ifndef METER_H
#define METER_H

#include "run/run.h"

/* Exits are counted for a warm-up and one iteration more. */
enum { EXIT_ITERATIONS = 2 };

/** Says, and notes as a fact, that something was not counted. */
void meter_give_up(struct run *run, const char *what, const char *why);

/**
 * Whether an engine takes part, and did not fail when it was booted last: else the sizes are not
 * such that it can be expected to come to an end in time. Says so where it cannot count.
 */
bool meter_can_count(struct run *run, const char *what, const struct engine *engine);

/** Counts the instructions of each workload, and saves them. */
int meter_instructions(struct run *run, struct error *err);

/** Counts the exits from each workload, and saves them. */
int meter_exits(struct run *run, struct error *err);

#endif
