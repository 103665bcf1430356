/* One counter of the 8254 against its data sheet (Intel 231164): counts, latches, status, edges. */
#include "pit_counter_fixture.h"

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

/* The edge of the one round is still to be taken when the next is written. */
START_TEST(edges_before_a_new_count_are_kept)
{
    struct pit_counter counter = programmed(0, LOW, 10);
    pit_counter_write(&counter, 50, 20);
    ck_assert_uint_eq(pit_counter_next_edge(&counter, 20), 20 + 1 + 50);
    ck_assert_uint_eq(pit_counter_take_edges(&counter, 20), 1);
    ck_assert_uint_eq(pit_counter_take_edges(&counter, 100), 1);
    counter = programmed(2, LOW, 10); /* and so are those of a count that waited: 11, 16, 21, 26 */
    pit_counter_write(&counter, 5, 3);
    pit_counter_control(&counter, LOW | 2 << 1, 26);
    ck_assert_uint_eq(pit_counter_take_edges(&counter, 26), 4);
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
        edges_before_a_new_count_are_kept,
        a_fresh_counter_rests,
    };
    return RUN_TESTS("pit_counter", tests);
}
