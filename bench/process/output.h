/*
 * What a program prints, for questions that a short run answers: versions, probes, lists.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "base/signals.h"
#include "process.h"

#include <stddef.h>

/**
 * Runs a program to its end and keeps what it wrote.
 * @param text      its standard output and error, in the order of arrival, cut to `size`
 * @param limit_ns  after this time it is killed
 * @param signals   that break it off; NULL: none do
 * @return its exit status, 128 + n when signal n ended it, or -1 when it could not be started,
 *         overran its limit or was broken off
 */
int output_of(const struct command *command, char *text, size_t size, uint64_t limit_ns,
              struct signals *signals, struct error *err);

#endif
