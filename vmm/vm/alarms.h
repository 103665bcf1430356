/*
 * A VM's alarms: the call-backs its devices asked for, in order of time (clock.h), and the timerfd
 * that fires for the earliest. The I/O thread waits on the descriptor; any thread may set an alarm,
 * under the VM's lock.
 */
#ifndef VMM_VM_ALARMS_H
#define VMM_VM_ALARMS_H

#include "dev/board.h"
#include "error.h"

struct alarms {
    int timer_fd; /* readable when an alarm is due */
    struct alarm *first;
    bool running; /* alarms_run() arms the timer itself, once, at its end */
};

/** Makes an empty list and its timer. @return 0, or -1 with STATUS_OS_ERROR */
int alarms_open(struct alarms *alarms, struct error *err);

/** Closes the timer; harmless when there is none (-1). */
void alarms_close(struct alarms *alarms);

/** Arms `alarm` for its deadline_ns, or takes it out when that is ALARM_OFF. */
void alarms_set(struct alarms *alarms, struct alarm *alarm);

/** Fires every alarm that is due, and waits for the next. */
void alarms_run(struct alarms *alarms);

#endif
