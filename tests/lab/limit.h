/*
 * The time limit of a run in the machine. By the real clock: seconds since its start. By the
 * virtual clock: seconds of processor time that the machine has had, for a loaded host makes a test
 * take longer, not more work; a machine that does no work is given up after IDLE_FACTOR times that.
 */
#ifndef LAB_LIMIT_H
#define LAB_LIMIT_H

#include "machine.h"

#include <stdbool.h>

struct limit {
    unsigned seconds; /* 0: none */
    enum machine_clock clock;
    double start_s; /* limit_start() sets it */
};

void limit_start(struct limit *limit);

/** Whether the time is up, for the machine that is this process. */
bool limit_is_up(const struct limit *limit, pid_t machine);

/** Says on stderr that it is. */
void limit_say(const struct limit *limit);

#endif
