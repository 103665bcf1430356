/*
 * Several machines at once: scaling.csv. One row for each machine of each trial.
 */
#ifndef SCALING_H
#define SCALING_H

#include "label.h"

struct scaling_row {
    struct study_label label;
    char workload[MARK_NAME_MAX + 1];
    uint32_t size;              /* of a step */
    unsigned machines, machine; /* how many ran at once; which of them, from 0 */
    /* Known when the row is `ok`. */
    uint64_t work_ns;  /* all its steps, by the guest's own clock */
    uint64_t checksum; /* of a step */
    /* Known when all machines of the trial did their work. On the driver's clock. */
    uint64_t begin_ns;    /* after the first machine's begin */
    uint64_t makespan_ns; /* from the first begin to the last end; the same for all; 0: not known */
    uint64_t common_ns;   /* for how long all worked at once; the same for all */
    double common_share;  /* of its work that the machine did meanwhile */
};

struct scaling {
    size_t count;
    struct scaling_row *row;
};

/** Adds a row. */
int scaling_add(struct scaling *scaling, const struct scaling_row *row, struct error *err);

/** Writes scaling.csv at once. */
int scaling_save(const struct scaling *scaling, const char *directory, struct error *err);

/** Reads it; a run without the file has no rows. To be freed, also after an error. */
int scaling_load(struct scaling *scaling, const char *directory, struct error *err);

void scaling_free(struct scaling *scaling);

#endif
