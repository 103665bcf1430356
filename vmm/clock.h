/* The one clock of the monitor: CLOCK_MONOTONIC, in nanoseconds, as the host's timers take it. */
#ifndef VMM_CLOCK_H
#define VMM_CLOCK_H

#include <stdint.h>
#include <time.h>

#define NS_PER_S  1000000000ULL
#define NS_PER_MS 1000000ULL

/** The time now. */
uint64_t clock_now(void);

/** A time, or a span of time, as the kernel's timers have it. */
struct timespec clock_timespec(uint64_t ns);

#endif
