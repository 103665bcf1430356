/*
 * How far the speed-ups of a run can be trusted: precision.csv.
 */
#ifndef PRECISION_H
#define PRECISION_H

#include "summary.h"

/* Rounds end by themselves when every interval is this narrow, to either side ... */
#define PRECISION_WANTED 0.02
/* ... and there are enough rounds for an interval to hold 95 % (statistics_best_coverage()). */
enum { PRECISION_ROUNDS = 6 };
/* A drift is named when chance would bring one in any of the run's tests in 5 % of runs. */
#define DRIFT_CHANCE 0.05

/** Whether a row has a speed-up to judge: not the reference's own, which is 1. */
bool precision_applies(const struct summary_row *row);

/** How far the interval of a ratio reaches from it, to the further side, as a share of it. */
double precision_reach(const struct ratio *ratio);

/**
 * The smallest true difference, as a share, that a run like this would find in four of five tries:
 * its interval leaves 1 out when the difference is as many standard errors away as the interval
 * reaches, and 0.84 more make that four of five. 0 for a single round, which cannot tell.
 */
double precision_detectable(const struct ratio *ratio);

/** Whether more rounds are not needed. */
bool precision_reached(const struct summary *summary);

/**
 * The drifts that chance does not explain, by Holm's rule for many tests (Scandinavian Journal of
 * Statistics 6, 1979).
 * @param drifting  room for one flag a row of the summary
 * @return how many there are
 */
size_t precision_drifting(const struct summary *summary, bool *drifting);

/** Writes precision.csv at once. */
int precision_save(const struct summary *summary, const char *directory, struct error *err);

#endif
