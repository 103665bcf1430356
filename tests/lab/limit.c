#include "limit.h"

#include <stdio.h>
#include <time.h>

enum { IDLE_FACTOR = 10 };

static double read_clock(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Seconds of processor time that a process has used. */
static double work_of(pid_t process)
{
    clockid_t clock;
    return clock_getcpuclockid(process, &clock) == 0 ? read_clock(clock) : 0;
}

void limit_start(struct limit *limit)
{
    limit->start_s = read_clock(CLOCK_MONOTONIC);
}

bool limit_is_up(const struct limit *limit, pid_t machine)
{
    double passed_s = read_clock(CLOCK_MONOTONIC) - limit->start_s;
    if (limit->seconds == 0)
        return false;
    if (limit->clock == CLOCK_REAL)
        return passed_s >= limit->seconds;
    return work_of(machine) >= limit->seconds || passed_s >= IDLE_FACTOR * (double)limit->seconds;
}

void limit_say(const struct limit *limit)
{
    fprintf(stderr, "lab: the time limit of %u s%s is up\n", limit->seconds,
            limit->clock == CLOCK_VIRTUAL ? " of processor time" : "");
}
