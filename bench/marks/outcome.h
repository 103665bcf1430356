/*
 * How a sample, or a whole boot, came out: the `status` column of the result files.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

#include <stdbool.h>

enum outcome {
    OUTCOME_OK,
    OUTCOME_CHECKSUM,    /* it computed something else than it should have */
    OUTCOME_CLOCK,       /* the two clocks disagree about its duration */
    OUTCOME_UNSUPPORTED, /* has no meaning on this engine: says nothing against either */
    OUTCOME_UNKNOWN,     /* the guest does not know the workload */
    OUTCOME_MEMORY,      /* the guest had no memory for it */
    OUTCOME_FAULT,       /* the program faulted */
    OUTCOME_FAILED,      /* of a boot: it ended in order, but reported a failure */
    OUTCOME_MISSING,     /* the engine ended as if all were well, without this mark */
    OUTCOME_GARBLED,     /* the mark stream was invalid from here on */
    OUTCOME_CRASHED,     /* the engine died */
    OUTCOME_TIMEOUT,     /* the engine overran its time limit and was ended */
    OUTCOME_SKIPPED,     /* not tried: the engine had failed too often before */
    OUTCOME_COUNT
};

/** The outcome's name in the result files. */
const char *outcome_name(enum outcome outcome);

/** Finds an outcome by its name. @return whether there is one */
bool outcome_find(const char *name, enum outcome *outcome);

/** Whether a sample of that outcome was timed at all: its numbers are known, if not counted. */
bool outcome_timed(enum outcome outcome);

/**
 * Whether the outcome speaks against what it befell: neither all well nor merely not applicable.
 * Whether it also speaks against the run is up to validity.h.
 */
bool outcome_bad(enum outcome outcome);

#endif
