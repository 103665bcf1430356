/*
 * The mark stream (docs/contract.md), read by a reader of its own: not one line out of order, not
 * one wrong CRC.
 */
#ifndef HARNESS_MARKS_H
#define HARNESS_MARKS_H

#include "text.h"

/**
 * Checks a whole stream, and fails the running test if anything about it is wrong.
 * @param stream   all that was written to port 0x1e9
 * @param arch     what the first line must name
 * @param results  receives a line for each begin and end pair, `WORKLOAD SIZE ITERATION CHECKSUM`,
 *                 and one for each failure, `WORKLOAD SIZE ITERATION fail REASON`
 */
void marks_read(const struct text *stream, const char *arch, struct text *results);

#endif
