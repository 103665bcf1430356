/*
 * One run of a program that is measured, from its start to its end, seen from outside.
 */
#ifndef VMM_TRIAL_H
#define VMM_TRIAL_H

#include "base/tail.h"
#include "error.h"
#include "process/command.h"

#include <stdint.h>

struct trial {
    uint64_t wall_ns;  /* from its start to its end */
    uint64_t first_ns; /* from its start to its first byte; 0: none came */
    uint64_t span_ns;  /* from its first bytes to its last */
    uint64_t bytes;    /* in that time: the first ones are not counted */
    struct tail text;  /* the end of what it printed */
};

/**
 * Runs a program to its end; other than status 0 is an error, which quotes its last line.
 * @return 0, or -1 with err filled in
 */
int trial_run(struct trial *trial, const struct command *command, struct error *err);

/** As trial_run(), for several programs at once; `trials` and `commands` have `count` of them. */
int trial_run_together(struct trial *trials, const struct command *commands, unsigned count,
                       struct error *err);

#endif
