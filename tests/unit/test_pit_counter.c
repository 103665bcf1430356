/*
 * One counter of the 8254 against its data sheet (Intel 231164): the waveforms of "Mode
 * Definitions", gates, counts written while counting, latches, read-back status.
 */
#include "dev/pit_counter.h"
#include "run_tests.h"

/* Control words: both bytes, or the low one alone. */
enum { BOTH = 0x30, HIGH = 0x20, LOW = 0x10, BCD = 0x01 };

static struct pit_counter programmed(unsigned mode, uint8_t access, uint16_t count)
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
static uint16_t latched(struct pit_counter *counter, uint64_t pulse)
{
    pit_counter_latch_count(counter, pulse);
    unsigned low = pit_counter_read(counter, pulse);
    return (uint16_t)(low | (unsigned)pit_counter_read(counter, pulse) << 8);
}

static uint8_t status(struct pit_counter *counter, uint64_t pulse)
{
    pit_counter_latch_status(counter, pulse);
    return pit_counter_read(counter, pulse);
}

/* Expects the counts from pulse `first` on, and OUT as a string of H and L. */
static void expect_wave(struct pit_counter *counter, uint64_t first, const uint16_t *counts,
                        const char *out)
{
    for (uint64_t i = 0; out[i]; i++) {
        uint64_t pulse = first + i;
        ck_assert_msg(latched(counter, pulse) == counts[i], "pulse %d", (int)pulse);
        ck_assert_msg(pit_counter_out(counter, pulse) == (out[i] == 'H'), "pulse %d", (int)pulse);
    }
}

/* The count is loaded with the pulse after the write: OUT rises N + 1 pulses after it. */
START_TEST(mode_0_interrupts_on_terminal_count)
{
    struct pit_counter counter = programmed(0, BOTH, 4);
    ck_assert(!pit_counter_out(&counter, 0));
    expect_wave(&counter, 1, (const uint16_t[]){4, 3, 2, 1, 0, 0xffff, 0xfffe}, "LLLLHHH");
    ck_assert_uint_eq(latched(&counter, 1 + 4 + 0x10000), 0); /* wraps round, OUT stays */
    ck_assert(pit_counter_out(&counter, 1 + 4 + 0x10000));
}
END_TEST

START_TEST(mode_0_takes_out_low_with_the_first_byte)
{
    struct pit_counter counter = programmed(0, BOTH, 2);
    ck_assert(pit_counter_out(&counter, 10));
    pit_counter_write(&counter, 3, 10);
    ck_assert(!pit_counter_out(&counter, 10));
    ck_assert(!pit_counter_out(&counter, 500)); /* counting has stopped */
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 500), PIT_NEVER);
    pit_counter_write(&counter, 0, 500);
    expect_wave(&counter, 501, (const uint16_t[]){3, 2, 1, 0}, "LLLH");
}
END_TEST

START_TEST(mode_0_is_held_by_gate)
{
    struct pit_counter counter = programmed(0, BOTH, 10);
    pit_counter_set_gate(&counter, false, 4);
    expect_wave(&counter, 4, (const uint16_t[]){7, 7, 7}, "LLL");
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 50), PIT_NEVER);
    pit_counter_set_gate(&counter, true, 100);
    expect_wave(&counter, 100, (const uint16_t[]){7, 6, 5, 4, 3, 2, 1, 0}, "LLLLLLLH");
}
END_TEST

/* "When GATE goes high, OUT will go high N CLK pulses later": the load needs no pulse then. */
START_TEST(mode_0_count_written_while_gate_is_low)
{
    struct pit_counter counter;
    pit_counter_init(&counter, false);
    pit_counter_control(&counter, LOW, 0);
    pit_counter_write(&counter, 5, 0);
    pit_counter_set_gate(&counter, true, 20);
    ck_assert(!pit_counter_out(&counter, 24));
    ck_assert(pit_counter_out(&counter, 25));
}
END_TEST

START_TEST(mode_1_is_a_one_shot_of_n_pulses)
{
    struct pit_counter counter = programmed(1, BOTH, 3);
    ck_assert(pit_counter_out(&counter, 50)); /* waits for the trigger */
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 50), PIT_NEVER);
    pit_counter_set_gate(&counter, false, 50);
    pit_counter_set_gate(&counter, true, 60);
    expect_wave(&counter, 61, (const uint16_t[]){3, 2, 1, 0, 0xffff}, "LLLHH");
    pit_counter_set_gate(&counter, false, 61); /* the level of GATE does not matter */
    pit_counter_set_gate(&counter, true, 62);  /* a trigger starts it anew */
    ck_assert(!pit_counter_out(&counter, 65));
    ck_assert(pit_counter_out(&counter, 66));
}
END_TEST

START_TEST(mode_1_new_count_waits_for_the_trigger)
{
    struct pit_counter counter = programmed(1, LOW, 5);
    pit_counter_set_gate(&counter, false, 1);
    pit_counter_set_gate(&counter, true, 1);
    pit_counter_write(&counter, 2, 3);
    ck_assert(!pit_counter_out(&counter, 6));
    ck_assert(pit_counter_out(&counter, 7));
    pit_counter_set_gate(&counter, false, 8);
    pit_counter_set_gate(&counter, true, 8);
    ck_assert(!pit_counter_out(&counter, 10));
    ck_assert(pit_counter_out(&counter, 11));
}
END_TEST

START_TEST(mode_2_divides_by_n)
{
    struct pit_counter counter = programmed(2, BOTH, 3);
    ck_assert(pit_counter_out(&counter, 0));
    expect_wave(&counter, 1, (const uint16_t[]){3, 2, 1, 3, 2, 1, 3}, "HHLHHLH");
}
END_TEST

START_TEST(mode_2_restarts_with_gate)
{
    struct pit_counter counter = programmed(2, BOTH, 5);
    pit_counter_set_gate(&counter, false, 5); /* at count 1: OUT goes high at once */
    expect_wave(&counter, 5, (const uint16_t[]){1, 1, 1}, "HHH");
    pit_counter_set_gate(&counter, true, 90);
    expect_wave(&counter, 91, (const uint16_t[]){5, 4, 3, 2, 1, 5}, "HHHHLH");
}
END_TEST

/* A count written while counting is taken at the end of the period. */
START_TEST(mode_2_new_count_waits_for_the_period)
{
    struct pit_counter counter = programmed(2, LOW, 4);
    pit_counter_write(&counter, 3, 2);
    ck_assert_uint_eq(status(&counter, 2) & 0x40, 0x40); /* null count: not loaded yet */
    counter.control |= BOTH;                             /* to read both bytes below */
    expect_wave(&counter, 2, (const uint16_t[]){3, 2, 1, 3, 2, 1, 3}, "HHLHHLH");
    ck_assert_uint_eq(status(&counter, 8) & 0x40, 0);
    ck_assert_uint_eq(pit_counter_take_edges(&counter, 8), 2); /* at 5 and 8 */
}
END_TEST

START_TEST(mode_3_even_count)
{
    struct pit_counter counter = programmed(3, BOTH, 6);
    ck_assert(pit_counter_out(&counter, 0));
    expect_wave(&counter, 1, (const uint16_t[]){6, 4, 2, 6, 4, 2, 6}, "HHHLLLH");
}
END_TEST

/* High for (N + 1)/2 pulses, low for (N - 1)/2; counts from N - 1 by twos. */
START_TEST(mode_3_odd_count)
{
    struct pit_counter counter = programmed(3, BOTH, 5);
    expect_wave(&counter, 1, (const uint16_t[]){4, 2, 0, 4, 2, 4, 2, 0, 4, 2, 4}, "HHHLLHHHLLH");
}
END_TEST

/* … of the half period, and then goes on with the other half. */
START_TEST(mode_3_new_count_waits_for_the_half_period)
{
    struct pit_counter counter = programmed(3, BOTH, 8);
    pit_counter_write(&counter, 4, 2);
    pit_counter_write(&counter, 0, 2);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 2), 7);
    expect_wave(&counter, 2, (const uint16_t[]){6, 4, 2, 4, 2, 4, 2, 4, 2}, "HHHLLHHLL");

    counter = programmed(3, BOTH, 8);
    pit_counter_write(&counter, 4, 6); /* in the low half: at its end */
    pit_counter_write(&counter, 0, 6);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 6), 9);
    expect_wave(&counter, 6, (const uint16_t[]){6, 4, 2, 4, 2, 4, 2, 4}, "LLLHHLLH");
    ck_assert_uint_eq(pit_counter_take_edges(&counter, 13), 2);
}
END_TEST

START_TEST(mode_4_strobes_once)
{
    struct pit_counter counter = programmed(4, BOTH, 3);
    ck_assert(pit_counter_out(&counter, 0));
    expect_wave(&counter, 1, (const uint16_t[]){3, 2, 1, 0, 0xffff, 0xfffe}, "HHHLHH");
    ck_assert_uint_eq(pit_counter_take_edges(&counter, 1000000), 1);
    pit_counter_write(&counter, 2, 1000000); /* "retriggered" by a new count */
    pit_counter_write(&counter, 0, 1000000);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 1000000), 1000004);
}
END_TEST

START_TEST(mode_5_strobes_after_the_trigger)
{
    struct pit_counter counter = programmed(5, BOTH, 3);
    pit_counter_set_gate(&counter, false, 10);
    ck_assert(pit_counter_out(&counter, 20));
    pit_counter_set_gate(&counter, true, 20);
    expect_wave(&counter, 21, (const uint16_t[]){3, 2, 1, 0, 0xffff}, "HHHLH");
}
END_TEST

/* A count of 0 is 65,536, or 10,000 in BCD: the largest. */
START_TEST(zero_is_the_largest_count)
{
    struct pit_counter counter = programmed(2, BOTH, 0);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 0), 1 + 65536);
    ck_assert_uint_eq(latched(&counter, 1), 0);
    ck_assert_uint_eq(latched(&counter, 2), 0xffff);
    counter = programmed(2, BOTH | BCD, 0);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 0), 1 + 10000);
    ck_assert_uint_eq(latched(&counter, 1), 0);
    ck_assert_uint_eq(latched(&counter, 2), 0x9999);
}
END_TEST

START_TEST(bcd_counts_in_decimal)
{
    struct pit_counter counter = programmed(2, BOTH | BCD, 0x1234);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 0), 1 + 1234);
    ck_assert_uint_eq(latched(&counter, 1 + 234), 0x1000);
    ck_assert_uint_eq(latched(&counter, 1 + 235), 0x0999);
    counter = programmed(0, BOTH | BCD, 0x0001);
    expect_wave(&counter, 1, (const uint16_t[]){0x0001, 0x0000, 0x9999}, "LHH");
}
END_TEST

START_TEST(single_byte_access_sets_the_other_to_zero)
{
    struct pit_counter counter = programmed(2, LOW, 0x1234);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 0), 1 + 0x34);
    ck_assert_uint_eq(pit_counter_read(&counter, 1), 0x34);
    ck_assert_uint_eq(pit_counter_read(&counter, 2), 0x33);
    counter = programmed(2, HIGH, 0x1234);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 0), 1 + 0x1200);
    ck_assert_uint_eq(pit_counter_read(&counter, 1), 0x12);
    ck_assert_uint_eq(pit_counter_read(&counter, 2), 0x11);
}
END_TEST

START_TEST(unlatched_bytes_are_read_as_they_come)
{
    struct pit_counter counter = programmed(2, BOTH, 0x1200);
    ck_assert_uint_eq(pit_counter_read(&counter, 1), 0x00);
    ck_assert_uint_eq(pit_counter_read(&counter, 2), 0x11); /* 0x11ff by now: why one latches */
    ck_assert_uint_eq(pit_counter_read(&counter, 3), 0xfe);
}
END_TEST

START_TEST(second_latch_command_is_ignored)
{
    struct pit_counter counter = programmed(2, BOTH, 0x1000);
    pit_counter_latch_count(&counter, 1);
    pit_counter_latch_count(&counter, 100);
    ck_assert_uint_eq(pit_counter_read(&counter, 200), 0x00);
    pit_counter_latch_count(&counter, 300); /* half read is still latched */
    ck_assert_uint_eq(pit_counter_read(&counter, 400), 0x10);
    ck_assert_uint_eq(latched(&counter, 2), 0x0fff); /* free again */
}
END_TEST

START_TEST(control_word_releases_the_latch)
{
    struct pit_counter counter = programmed(2, BOTH, 0x1000);
    pit_counter_latch_count(&counter, 1);
    pit_counter_read(&counter, 1); /* and sets the flip-flop back to the low byte */
    pit_counter_control(&counter, BOTH | 2 << 1, 10);
    pit_counter_write(&counter, 0x34, 10);
    pit_counter_write(&counter, 0x12, 10);
    ck_assert_uint_eq(pit_counter_read(&counter, 11), 0x34);
    ck_assert_uint_eq(pit_counter_read(&counter, 11), 0x12);
}
END_TEST

/* Figure on the status byte: OUT, null count, and the control word as written. */
START_TEST(status_tells_out_null_count_and_mode)
{
    struct pit_counter counter;
    pit_counter_init(&counter, true);
    pit_counter_control(&counter, BOTH | 7 << 1 | BCD, 0); /* mode 3, written as 7 */
    ck_assert_uint_eq(status(&counter, 0), 0xc0 | 0x3f);
    pit_counter_write(&counter, 0x10, 5);
    pit_counter_write(&counter, 0x00, 5);
    ck_assert_uint_eq(status(&counter, 5), 0xc0 | 0x3f); /* not loaded before the next pulse */
    ck_assert_uint_eq(status(&counter, 6), 0x80 | 0x3f);
    ck_assert_uint_eq(status(&counter, 6 + 5), 0x00 | 0x3f); /* the low half */
    pit_counter_write(&counter, 0x10, 11);
    pit_counter_write(&counter, 0x00, 11);
    ck_assert_uint_eq(status(&counter, 15), 0x40 | 0x3f); /* waits for the half period */
    ck_assert_uint_eq(status(&counter, 16), 0x80 | 0x3f);
    pit_counter_control(&counter, LOW, 20);
    ck_assert_uint_eq(status(&counter, 20), 0x40 | 0x10); /* mode 0: OUT low */
}
END_TEST

/* Both latched: the status comes first, however they were latched. */
START_TEST(status_is_read_before_the_count)
{
    struct pit_counter counter = programmed(2, BOTH, 0x1234);
    pit_counter_latch_count(&counter, 1);
    pit_counter_latch_status(&counter, 1);
    pit_counter_control(&counter, LOW, 2); /* does not touch the latched status … */
    pit_counter_latch_status(&counter, 2); /* … and a second command is ignored */
    ck_assert_uint_eq(pit_counter_read(&counter, 2), 0x80 | BOTH | 2 << 1);

    counter = programmed(2, BOTH, 0x1234);
    pit_counter_latch_count(&counter, 1);
    pit_counter_latch_status(&counter, 1);
    ck_assert_uint_eq(pit_counter_read(&counter, 9), 0x80 | BOTH | 2 << 1);
    ck_assert_uint_eq(pit_counter_read(&counter, 9), 0x34);
    ck_assert_uint_eq(pit_counter_read(&counter, 9), 0x12);
}
END_TEST

/* Every edge is taken once, however seldom one asks; next_edge() agrees with OUT. */
START_TEST(edges_are_counted_and_foretold)
{
    for (unsigned mode = 0; mode < 5; mode++) {
        for (uint16_t n = 2; n < 12; n++) {
            struct pit_counter counter = programmed(mode, BOTH, n);
            struct pit_counter lazy = counter;
            uint64_t seen = 0, foretold = pit_counter_next_edge(&counter, 0);
            for (uint64_t pulse = 1; pulse < 200; pulse++) {
                bool rises =
                    pit_counter_out(&counter, pulse) && !pit_counter_out(&counter, pulse - 1);
                ck_assert_uint_eq(pit_counter_take_edges(&counter, pulse), rises);
                ck_assert_int_eq(rises, foretold == pulse);
                seen += rises;
                foretold = pit_counter_next_edge(&counter, pulse);
            }
            ck_assert_uint_eq(pit_counter_take_edges(&lazy, 199), seen);
            ck_assert_uint_eq(pit_counter_take_edges(&lazy, 199), 0);
        }
    }
}
END_TEST

/* Nobody looks between: what was due in the meantime has happened all the same. */
START_TEST(waiting_count_is_taken_unobserved)
{
    struct pit_counter counter = programmed(2, LOW, 100);
    pit_counter_write(&counter, 10, 50);
    ck_assert(pit_counter_out(&counter, 109));
    ck_assert(!pit_counter_out(&counter, 110)); /* loaded at 101: low at 110, 120, … */

    pit_counter_write(&counter, 4, 125); /* and this at 131 */
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 131), 135);

    counter = programmed(2, LOW, 100);
    pit_counter_write(&counter, 10, 50);
    pit_counter_set_gate(&counter, false, 105);
    ck_assert_uint_eq(pit_counter_read(&counter, 900), 10 - 4);
}
END_TEST

START_TEST(control_word_forgets_a_waiting_count)
{
    struct pit_counter counter = programmed(2, LOW, 100);
    pit_counter_write(&counter, 10, 50);
    pit_counter_control(&counter, LOW | 2 << 1, 60);
    ck_assert_uint_eq(pit_counter_take_edges(&counter, 5000), 0);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 5000), PIT_NEVER);
}
END_TEST

START_TEST(a_fresh_counter_rests)
{
    struct pit_counter counter;
    pit_counter_init(&counter, true);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 5), PIT_NEVER);
    ck_assert_uint_eq(pit_counter_take_edges(&counter, 1000), 0);
    ck_assert_uint_eq(latched(&counter, 1000), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        mode_0_interrupts_on_terminal_count,
        mode_0_takes_out_low_with_the_first_byte,
        mode_0_is_held_by_gate,
        mode_0_count_written_while_gate_is_low,
        mode_1_is_a_one_shot_of_n_pulses,
        mode_1_new_count_waits_for_the_trigger,
        mode_2_divides_by_n,
        mode_2_restarts_with_gate,
        mode_2_new_count_waits_for_the_period,
        mode_3_even_count,
        mode_3_odd_count,
        mode_3_new_count_waits_for_the_half_period,
        mode_4_strobes_once,
        mode_5_strobes_after_the_trigger,
        zero_is_the_largest_count,
        bcd_counts_in_decimal,
        single_byte_access_sets_the_other_to_zero,
        unlatched_bytes_are_read_as_they_come,
        second_latch_command_is_ignored,
        control_word_releases_the_latch,
        status_tells_out_null_count_and_mode,
        status_is_read_before_the_count,
        edges_are_counted_and_foretold,
        waiting_count_is_taken_unobserved,
        control_word_forgets_a_waiting_count,
        a_fresh_counter_rests,
    };
    return RUN_TESTS("pit_counter", tests);
}
