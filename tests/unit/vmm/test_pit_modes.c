/* The six modes of the 8254: the waveforms of "Mode Definitions" in its data sheet (Intel 231164).
 */
#include "pit_counter_fixture.h"

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

/* A count written while counting is taken at the end of the half period; the other half is its. */
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
    };
    return RUN_TESTS("pit_modes", tests);
}
