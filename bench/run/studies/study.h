/*
 * A study: something that is measured after the rounds, in rounds of its own, within its share of
 * the budget. It takes one row in the table of run_studies.c and one file that measures.
 */
#ifndef STUDY_H
#define STUDY_H

#include "run/run.h"

enum { STUDY_ENGINES_MAX = 8, STUDY_ROUNDS_MIN = 3, STUDY_ROUNDS_MAX = 20, STUDY_LOST_MAX = 2 };

/** An engine's part in a study. */
struct study_entrant {
    const struct engine *engine;
    const struct contender *contender; /* whose costs it has: its own, or its like's */
    struct task task[2];               /* what each of its machines does; set by prepare() */
    size_t tasks;
    unsigned lost; /* failed boots in a row */
};

/** One of the things that a round does once for each engine. */
struct study_turn {
    unsigned round, order; /* both from 1 */
    unsigned variant;      /* from 0 */
    const struct study_entrant *entrant;
    bool skip; /* the engine failed too often before: only its rows are wanted */
};

/** Which engine may take part, and like which contender if it is none itself. */
struct study_place {
    const struct engine *engine;
    const struct engine *like; /* NULL: it has to be a contender */
};

struct study {
    enum study_id id;
    double weight;                   /* its part of the time that all studies have */
    unsigned variants;               /* turns of an engine in a round */
    const struct study_place *place; /* ended by one without an engine */

    /** Why it cannot be made in this run, or NULL. */
    const char *(*objection)(const struct run *run);

    /** What all turns of an engine in a round take, in nanoseconds, by the calibration. */
    double (*cost_ns)(const struct run *run, const struct study_entrant *entrant);

    /**
     * Gives the entrants their tasks, and takes out those that turn out unable.
     * @return 0, or -1 when the driver cannot go on
     */
    int (*prepare)(struct run *run, struct study_entrant *entrant, size_t *count,
                   struct error *err);

    /**
     * Takes a turn and adds its rows.
     * @param lost  set when the engine failed in a way that costs time or brings nothing
     * @return 0, whatever the engine did; -1 when the driver cannot go on
     */
    int (*take)(struct run *run, const struct study_turn *turn, bool *lost, struct error *err);

    /** Writes the rows so far. */
    int (*save)(const struct studies *studies, const char *directory, struct error *err);
};

extern const struct study study_latency, study_scaling, study_startup;

/**
 * The computing workload that studies run: sieve, or the first of group `compute` in this run.
 * @return its place among the run's tasks, or -1 when there is none
 */
int study_workload(const struct run *run);

/** When to give up a boot that should take `expected_ns`. */
uint64_t study_limit_ns(const struct run *run, double expected_ns);

/** A label for the rows of a turn, all well so far. */
struct study_label study_label_of(const struct run *run, const struct study_turn *turn);

/** Whether an outcome is of the kind of which two in a row are enough. */
bool study_loses(enum outcome outcome);

#endif
