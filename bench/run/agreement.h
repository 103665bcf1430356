/*
 * What engines agree on, where no reference tells a checksum.
 */
#ifndef AGREEMENT_H
#define AGREEMENT_H

#include "run.h"

/**
 * Judges the samples of tasks whose checksum no reference tells: what most engines agree on is
 * right. Called at the end of each round.
 */
void agreement_judge(struct run *run);

#endif
