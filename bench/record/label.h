/*
 * What all rows of studies begin with: which boot they are from; and how it came out.
 */
#ifndef LABEL_H
#define LABEL_H

#include "base/csv_row.h"
#include "outcome_read.h"
#include "record.h"

struct study_label {
    unsigned round; /* from 1 */
    unsigned order; /* the boot's place in its round, from 1 */
    char engine[ENGINE_NAME_MAX + 1];
    char arch[ARCH_NAME_MAX + 1];
    enum outcome outcome;
};

#define STUDY_LABEL_COLUMNS "round,order,engine,arch"
enum { STUDY_ROUND, STUDY_ORDER, STUDY_ENGINE, STUDY_ARCH, STUDY_LABEL_END };

/** Writes the label's columns; the outcome, a row's last column, is left to the caller. */
void study_label_write(struct csv_writer *csv, const struct study_label *label);

/** Reads the label's columns. */
void study_label_read(struct csv_row *row, struct study_label *label);

#endif
