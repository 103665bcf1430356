/*
 * What the workloads have to come to, as native programs compute it.
 */
#ifndef CHECKSUMS_H
#define CHECKSUMS_H

#include "run.h"

/**
 * Has native programs compute the checksums of tasks at their sizes. Where they cannot tell,
 * `checksum_known` becomes false.
 */
int checksums_learn(struct run *run, struct task *tasks, size_t count, struct error *err);

#endif
