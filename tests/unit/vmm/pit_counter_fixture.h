/* One counter of the 8254, programmed and watched pulse by pulse. */
#ifndef TESTS_UNIT_PIT_COUNTER_FIXTURE_H
#define TESTS_UNIT_PIT_COUNTER_FIXTURE_H

#include "dev/pit_counter.h"
#include "unit/run_tests.h"

/* Control words: both bytes, or the low one alone. */
enum { BOTH = 0x30, HIGH = 0x20, LOW = 0x10, BCD = 0x01 };

static inline struct pit_counter programmed(unsigned mode, uint8_t access, uint16_t count)
{
    struct pit_counter counter;
    pit_counter_init(&counter, true);
    pit_counter_control(&counter, (uint8_t)(access | mode << 1), 0);
    if ((access & BOTH) != HIGH)
        pit_counter_write(&counter, (uint8_t)count, 0);
    if ((access & BOTH) != LOW)
        pit_counter_write(&counter, (uint8_t)(count >> 8), 0);
    return counter;
}

/* Latches and reads the two bytes of a count. */
static inline uint16_t latched(struct pit_counter *counter, uint64_t pulse)
{
    pit_counter_latch_count(counter, pulse);
    unsigned low = pit_counter_read(counter, pulse);
    return (uint16_t)(low | (unsigned)pit_counter_read(counter, pulse) << 8);
}

static inline uint8_t status(struct pit_counter *counter, uint64_t pulse)
{
    pit_counter_latch_status(counter, pulse);
    return pit_counter_read(counter, pulse);
}

/* Expects the counts from pulse `first` on, and OUT as a string of H and L. */
static inline void expect_wave(struct pit_counter *counter, uint64_t first, const uint16_t *counts,
                               const char *out)
{
    for (uint64_t i = 0; out[i]; i++) {
        uint64_t pulse = first + i;
        ck_assert_msg(latched(counter, pulse) == counts[i], "pulse %d", (int)pulse);
        ck_assert_msg(pit_counter_out(counter, pulse) == (out[i] == 'H'), "pulse %d", (int)pulse);
    }
}

#endif
