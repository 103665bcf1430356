/*
 * The two clocks of a sample: the time-stamp counter, which the guest reads around its work, and
 * the driver's own clock, read when the marks arrive.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * How far the two clocks of one sample may lie apart: 3 ms or 1 %, whichever is more, besides the
 * time for which the driver or the engine is known to have waited for a processor (waits.h).
 *
 * The wall clock of a sample also holds what lies between the guest's second RDTSC and the first
 * byte of its end mark: formatting that line (some thousand instructions, 0.3 ms in the slowest
 * engine) and a system call; and waiting that the scheduler does not book, as when a hypervisor
 * below takes the processor away. A clock that counts at a wrong rate is off by a fixed share
 * instead, which the 1 % finds in every sample over 0.3 s; for the shorter samples of the fast
 * engines, the span from the first half of a boot to the second is held to the same rule, if it is
 * over 0.3 s itself.
 */
enum { CLOCK_SLACK_NS = 3000000, CLOCK_SLACK_PERCENT = 1 };
enum { CLOCK_SPAN_MIN_NS = CLOCK_SLACK_NS / CLOCK_SLACK_PERCENT * 100 };

/** The driver's clock: CLOCK_MONOTONIC, in nanoseconds. */
uint64_t clock_ns(void);

/** How long poll(2) is to wait until a moment that has not come yet, in milliseconds, rounded up.
 */
static inline int clock_wait_ms(uint64_t now_ns, uint64_t until_ns)
{
    uint64_t ms = (until_ns - now_ns) / 1000000;
    return ms < INT_MAX ? (int)ms + 1 : INT_MAX;
}

/** The host's time-stamp counter, in ticks. */
uint64_t clock_tsc(void);

/** A moment on both clocks at once. */
struct clock_moment {
    uint64_t ns;
    uint64_t tsc;
};

/** Reads both clocks as closely together as this host allows. */
struct clock_moment clock_moment(void);

/** The counter's rate in Hz between two moments; 0 when it, or time, did not advance. */
uint64_t clock_rate_hz(struct clock_moment from, struct clock_moment to);

/** Measures the counter's rate over `span_ns` nanoseconds, sleeping meanwhile. */
uint64_t clock_measure_hz(uint64_t span_ns);

/** Converts a number of ticks to nanoseconds, rounded to the nearest; `hz` may not be 0. */
uint64_t clock_ticks_to_ns(uint64_t ticks, uint64_t hz);

/**
 * Whether a span measured on both clocks agrees within the bound above.
 * @param waited_ns  for how long driver and engine waited for a processor around and in the span
 */
bool clock_agree(uint64_t guest_ns, uint64_t wall_ns, uint64_t waited_ns);

#endif
