/*
 * What the host itself says of its time: the counter's rate, and time taken away from it.
 */
#ifndef HOST_CLOCK_H
#define HOST_CLOCK_H

#include <stdint.h>

/** The time-stamp counter's rate in kHz as KVM knows it, or 0 when it does not say. */
uint64_t host_tsc_khz(void);

/** Processor time, in USER_HZ ticks over all processors since the start of the system. */
struct host_ticks {
    uint64_t total;  /* idle time included */
    uint64_t stolen; /* by a hypervisor below, for others */
};

/** Reads /proc/stat; all zero when it cannot. */
struct host_ticks host_ticks(void);

/** The share of processor time that was stolen between two readings, in percent. */
double host_stolen_percent(struct host_ticks from, struct host_ticks to);

#endif
