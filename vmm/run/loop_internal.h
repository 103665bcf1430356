/*
 * What loop.c, which waits, and loop_events.c, which acts, share. The I/O thread alone touches it.
 */
#ifndef VMM_RUN_LOOP_INTERNAL_H
#define VMM_RUN_LOOP_INTERNAL_H

#include "clock.h"
#include "run/session.h"
#include "run/watch.h"

#include <stdbool.h>

/* What an event means; VM i's alarms are ON_ALARM + i. */
enum {
    ON_SIGNAL,
    ON_ENDED,
    ON_TIMEOUT,
    ON_WATCHDOG,
    ON_INPUT,
    ON_ROOM,
    ON_CONSOLE,
    ON_OUTPUT,
    ON_NOTES,
    ON_ALARM,
};

struct loop {
    struct session *session;
    struct error *err;
    struct watch watch;
    int signal_fd;
    int timeout_fd;
    int watchdog_fd;
    bool watching_input;
    bool watching_output;
    bool watching_notes;
    bool stopping;
    enum vm_outcome stop_reason;
    unsigned running;  /* VMs whose threads are not joined yet */
    int look_ms;       /* from one vm_look() to the next */
    uint64_t again_ns; /* when to do again what nobody tells of; on CLOCK_MONOTONIC */
};

enum { STOP_AGAIN_MS = 20 }; /* a thread that is to stop is told again, see vcpu_stop() */

/** Has all VMs end, with `outcome`; the first one counts. Called again until they have. */
void loop_stop(struct loop *loop, enum vm_outcome outcome);

/** Input has arrived, or has ended. */
void loop_take_input(struct loop *loop);

/** Does what the event of this tag calls for. */
void loop_dispatch(struct loop *loop, unsigned tag);

#endif
