/*
 * What engines agree on, where no reference tells a checksum.
 */
#ifndef AGREEMENT_H
#define AGREEMENT_H

#include "run.h"

/**
 * Judges the samples of tasks whose checksum no reference tells, those of all rounds anew: what
 * most engines came to is right, and where as many came to another, nothing is. A sample's outcome
 * follows from the rows alone, whichever rounds they are from, and may change with more of them.
 * Called at the end of each round.
 */
void agreement_judge(struct run *run);

/** After the last round: what is agreed on is what later boots have to come to. */
void agreement_settle(struct run *run);

#endif
