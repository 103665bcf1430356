/*
 * What a program prints, for questions that a short run answers: versions, probes, lists.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "base/signals.h"
#include "process.h"

#include <stddef.h>

enum { ANSWER_LIMIT_S = 10 }; /* how long an answer may take */

/**
 * Runs a program to its end and keeps what it wrote.
 * @param text     its standard output and error, in the order of arrival, cut to `size`
 * @param signals  that break it off; NULL: none do
 * @return its exit status, 128 + n when signal n ended it, or -1 when it could not be started, did
 *         not end within ANSWER_LIMIT_S and was killed, or was broken off
 */
int output_of(const struct command *command, char *text, size_t size, struct signals *signals,
              struct error *err);

#endif
