/*
 * The `status` column of the result files, read.
 */
#ifndef OUTCOME_READ_H
#define OUTCOME_READ_H

#include "base/csv_row.h"
#include "marks/outcome.h"

/** Reads an outcome by its name. */
enum outcome outcome_read(struct csv_row *row, size_t column);

#endif
