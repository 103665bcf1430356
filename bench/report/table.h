/*
 * The figures of a run at a glance: a row for each workload, a column for each engine.
 */
#ifndef TABLE_H
#define TABLE_H

#include "summary.h"

#include <stdio.h>

/** How many columns the longest name of a workload takes. */
int table_name_width(const struct summary *summary);

/** Writes the table for a terminal, as wide as its figures ask for: medians, and speed-ups over
 * REFERENCE_ENGINE. */
void table_print(FILE *out, const struct summary *summary);

/** Writes it in Markdown. */
void table_write_markdown(FILE *out, const struct summary *summary);

#endif
