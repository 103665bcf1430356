/*
 * Whether a run as a whole can be trusted: what speaks against it, and what is mere disturbance.
 *
 * A sample of status `clock` is in no figure. Whether it also speaks against the run depends on how
 * many there are: noise delays a mark here and there, whatever the engine; a counter that runs at a
 * wrong rate disagrees in every long sample, and over the span of a boot (collector_end()).
 */
#ifndef VALIDITY_H
#define VALIDITY_H

#include "record.h"

/* A tenth of an engine's samples may be disturbed. In a run of few samples more may be by chance:
 * it is held against the run when no more than one in ten would explain so many less than once in a
 * hundred runs (docs/method.md, "Two clocks"). */
#define CLOCK_SHARE  0.10
#define CLOCK_CHANCE 0.01

/** How often the two clocks of an engine's samples agreed; warm-ups are left out. */
struct clock_tally {
    size_t timed;    /* samples whose both clocks are known */
    size_t disagree; /* those of status `clock` */
};

/** Counts an engine's samples. */
struct clock_tally validity_clocks(const struct record *record, const char *engine);

/** Whether disagreements are so few that noise explains them. */
bool validity_tolerates(struct clock_tally tally);

/** Whether a sample speaks against the run, given what its engine's other samples are like. */
bool validity_objects(const struct record *record, const struct sample *sample);

/** The number of boots and samples that speak against the run: 0 is a good run. */
size_t validity_objections(const struct record *record);

/** The number of samples that are `clock` and tolerated. */
size_t validity_disturbed(const struct record *record);

#endif
