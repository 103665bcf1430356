/*
 * What a summary row has to say besides its figures: samples that do not count, and outliers that
 * do.
 */
#ifndef NOTES_H
#define NOTES_H

#include "series.h"
#include "summary.h"

/** Fills in the row's note, and whether it is valid. The row's median and MAD are known. */
void notes_write(struct summary_row *row, const struct record *record, const struct series *series);

#endif
