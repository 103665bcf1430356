/*
 * Interrupt latency: latency.csv. One row for each time that a guest waited for its timer.
 */
#ifndef LATENCY_H
#define LATENCY_H

#include "label.h"

struct latency_row {
    struct study_label label;
    uint32_t delay_us;  /* the timer was set to */
    uint32_t sample;    /* in its boot, from 0 */
    int64_t latency_ns; /* from when the timer was due to its handler; known when outcome_timed() */
    bool warmup;        /* in no figure */
};

struct latency {
    size_t count;
    struct latency_row *row;
};

/**
 * The latency that a sample of the workload `oneshot` shows: the time between its two readings of
 * the counter, less the time that the 8254 was told to wait.
 */
int64_t latency_of(const struct sample *sample);

/** Adds a row. */
int latency_add(struct latency *latency, const struct latency_row *row, struct error *err);

/** Whether a row counts in figures. */
bool latency_counts(const struct latency_row *row);

/** Writes latency.csv at once. */
int latency_save(const struct latency *latency, const char *directory, struct error *err);

/** Reads it; a run without the file has no rows. To be freed, also after an error. */
int latency_load(struct latency *latency, const char *directory, struct error *err);

void latency_free(struct latency *latency);

#endif
