/*
 * The sections of summary.md about what was counted outside the rounds.
 */
#ifndef MARKDOWN_COUNTS_H
#define MARKDOWN_COUNTS_H

#include "markdown.h"

/** Instructions, their rate, and processor cycles for each, on every engine. */
void markdown_write_instructions(FILE *out, const struct report *report);

/** The same instructions as counted by an engine whose own counter counts them, if one ran. */
void markdown_write_second_count(FILE *out, const struct report *report);

/** Exits by reason, and where the time of each workload's boot went. */
void markdown_write_exits(FILE *out, const struct report *report);

#endif
