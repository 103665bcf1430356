/*
 * From a record to summary.csv, precision.csv, summary.json and summary.md.
 */
#ifndef REPORT_H
#define REPORT_H

#include "record/facts.h"
#include "record/record.h"
#include "summary.h"

/**
 * Computes the summary and writes these files.
 * @param summary  filled; to be freed, also after an error
 */
int report_write(struct summary *summary, const struct record *record, const struct facts *facts,
                 const char *directory, struct error *err);

#endif
