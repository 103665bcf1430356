/*
 * How long the driver and the engine under test have waited for a processor, by the scheduler's
 * own books (/proc/…/schedstat, second field: Linux, Documentation/scheduler/sched-stats.rst).
 *
 * A mark is stamped when the driver gets to run, and sent when the engine does. On a busy machine
 * either may have to wait in between, which says nothing against the guest's clock: the wait is
 * known, so it can be allowed for, and the bound for the rest can stay tight.
 */
#ifndef WAITS_H
#define WAITS_H

#include <stdint.h>
#include <sys/types.h>

enum { WAITS_MAX = 32 };

struct waits {
    int fd[WAITS_MAX];            /* one for each thread */
    uint64_t known_ns[WAITS_MAX]; /* what each had waited when it was asked last */
    unsigned count;
};

/** Begins to watch this thread and all threads that process `pid` has now. */
void waits_open(struct waits *waits, pid_t pid);

/**
 * What these threads have waited since they began, together; 0 where the kernel does not say. It
 * never falls: one that has ended keeps what it had waited when it was asked last.
 */
uint64_t waits_ns(struct waits *waits);

/** What this thread alone has waited. */
uint64_t waits_own_ns(struct waits *waits);

void waits_close(struct waits *waits);

#endif
