/*
 * The boots apart from the rounds, in which something is counted instead of timed.
 */
#ifndef METERING_H
#define METERING_H

#include "run/run.h"

/** Counts instructions and exits, in boots outside the rounds, and saves them. */
int metering_run(struct run *run, struct error *err);

/** Adds the boots that metering_run() will make to what a calibration, and run->cost, foresee. */
void metering_foresee(struct run *run, struct calibration *calibration);

/** What metering_run() should take at the tasks' sizes, by the calibration. */
double metering_expected_ns(const struct run *run);

#endif
