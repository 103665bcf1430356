/* No tick lost or doubled: late alarms, slow guests, masked lines, a bounded debt. */
#include "pit_fixture.h"

START_TEST(one_shot_programmed_anew_withdraws_its_request)
{
    struct machine m;
    start_with_pic(&m);
    program(&m, 0, 0, 100);
    fake_run_until(&m.fake, NS_PER_S);
    ck_assert(pic_intr(&m.pic));
    program(&m, 0, 0, 100);
    ck_assert(!pic_intr(&m.pic));
    fake_run_until(&m.fake, 2 * NS_PER_S);
    ck_assert(handle_tick(&m));
    ck_assert(!handle_tick(&m));
}
END_TEST

/* An alarm that comes late by n periods is n ticks: one now, the others with each EOI. */
START_TEST(late_alarm_owes_what_was_missed)
{
    struct machine m;
    unsigned handled = 0;
    start_with_pic(&m);
    program(&m, 0, 2, HUNDRED_HZ);
    fake_oversleep_until(&m.fake, tick_ns(7, HUNDRED_HZ) + 5000);
    while (handle_tick(&m))
        handled++;
    ck_assert_uint_eq(handled, 7);
    fake_run_until(&m.fake, tick_ns(8, HUNDRED_HZ)); /* and is on time again */
    ck_assert(handle_tick(&m));
    ck_assert(!handle_tick(&m));
}
END_TEST

/* A guest that is slow, or has IF clear: what comes meanwhile is owed, none doubled. */
START_TEST(slow_guest_gets_every_tick)
{
    struct machine m;
    unsigned handled = 0;
    start_with_pic(&m);
    program(&m, 0, 2, HUNDRED_HZ);
    for (unsigned k = 1; k <= 1000; k++) {
        fake_run_until(&m.fake, tick_ns(k, HUNDRED_HZ));
        if (k % 37 == 0) { /* now and then it handles as many as it can */
            while (handle_tick(&m))
                handled++;
            ck_assert_uint_eq(handled, k);
        }
    }
    while (handle_tick(&m))
        handled++;
    ck_assert_uint_eq(handled, 1000);
    ck_assert_uint_eq(m.pit.ticks, 1000);
    ck_assert_uint_eq(m.pit.forgiven, 0);
}
END_TEST

/* A tick while the handler runs (in service, the request used up) comes after its EOI. */
START_TEST(tick_in_service_waits_for_the_eoi)
{
    struct machine m;
    start_with_pic(&m);
    program(&m, 0, 2, HUNDRED_HZ);
    fake_run_until(&m.fake, tick_ns(1, HUNDRED_HZ));
    pic_acknowledge(&m.pic, NULL);
    fake_run_until(&m.fake, tick_ns(3, HUNDRED_HZ));
    ck_assert(!pic_intr(&m.pic));
    fake_out(&m.fake, 0x20, 0x20);
    ck_assert(handle_tick(&m));
    ck_assert(handle_tick(&m));
    ck_assert(!handle_tick(&m));
}
END_TEST

START_TEST(masked_line_remembers_one_tick)
{
    struct machine m;
    start_with_pic(&m);
    fake_out(&m.fake, 0x21, 0xff);
    program(&m, 0, 2, HUNDRED_HZ);
    fake_run_until(&m.fake, tick_ns(500, HUNDRED_HZ));
    ck_assert(!pic_intr(&m.pic));
    fake_out(&m.fake, 0x21, 0xfe);
    ck_assert(handle_tick(&m));
    ck_assert(!handle_tick(&m));
    ck_assert_uint_eq(m.pit.owed, 0);
}
END_TEST

/* Nor does an access that finds no tick due make one. */
START_TEST(masked_line_remembers_no_tick_that_was_not)
{
    struct machine m;
    start_with_pic(&m);
    fake_out(&m.fake, 0x21, 0xff);
    program(&m, 0, 2, HUNDRED_HZ);
    program(&m, 2, 0, 1000);
    fake_out(&m.fake, 0x21, 0xfe);
    ck_assert(!handle_tick(&m));
}
END_TEST

/* A handler that masks its line while it runs keeps what it was owed. */
START_TEST(masking_for_a_moment_keeps_the_debt)
{
    struct machine m;
    unsigned handled = 0;
    start_with_pic(&m);
    program(&m, 0, 2, HUNDRED_HZ);
    fake_oversleep_until(&m.fake, tick_ns(5, HUNDRED_HZ));
    while (pic_intr(&m.pic)) {
        pic_acknowledge(&m.pic, NULL);
        fake_out(&m.fake, 0x21, 0xff);
        fake_out(&m.fake, 0x20, 0x20);
        ck_assert(!pic_intr(&m.pic));
        fake_out(&m.fake, 0x21, 0xfe);
        handled++;
    }
    ck_assert_uint_eq(handled, 5);
}
END_TEST

START_TEST(automatic_eoi_pays_at_the_acknowledge)
{
    struct machine m;
    start_with_pic(&m);
    fake_out(&m.fake, 0x20, 0x11);
    fake_out(&m.fake, 0x21, 0x20);
    fake_out(&m.fake, 0x21, 0x04);
    fake_out(&m.fake, 0x21, 0x03);
    program(&m, 0, 2, HUNDRED_HZ);
    fake_oversleep_until(&m.fake, tick_ns(4, HUNDRED_HZ));
    for (unsigned i = 0; i < 4; i++) {
        ck_assert(pic_intr(&m.pic));
        ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), 0x20);
    }
    ck_assert(!pic_intr(&m.pic));
}
END_TEST

/* A VM stopped for an hour: ten seconds' worth is owed, the rest is forgiven, and counted. */
START_TEST(debt_is_bounded)
{
    struct machine m;
    unsigned handled = 0;
    start_with_pic(&m);
    program(&m, 0, 2, HUNDRED_HZ);
    fake_oversleep_until(&m.fake, tick_ns(700, HUNDRED_HZ));
    fake_oversleep_until(&m.fake, tick_ns(360000, HUNDRED_HZ));
    while (handle_tick(&m))
        handled++;
    ck_assert_uint_eq(handled, 1 + 10u * PIT_HZ / HUNDRED_HZ); /* one had been given */
    ck_assert_uint_eq(handled + m.pit.forgiven, 360000);
}
END_TEST

/* A count of 2 would be an alarm every 1.7 µs: they are spaced, and the ticks owed instead. */
START_TEST(alarms_keep_their_distance)
{
    struct machine m;
    start(&m);
    program(&m, 0, 2, 2);
    fake_run_until(&m.fake, NS_PER_S / 100);
    ck_assert_uint_le(m.fake.alarms_fired, 101);
    fake_in(&m.fake, PORT_PIT); /* collects what came since the last alarm */
    ck_assert_uint_eq(m.pit.ticks + m.pit.owed, (PIT_HZ / 100 - 1) / 2);
}
END_TEST

START_TEST(control_word_starts_a_new_life)
{
    struct machine m;
    start(&m);
    program(&m, 0, 2, HUNDRED_HZ);
    m.fake.busy[0] = true;
    fake_oversleep_until(&m.fake, tick_ns(9, HUNDRED_HZ));
    ck_assert_uint_eq(m.pit.owed, 9);
    fake_out(&m.fake, PORT_PIT_CONTROL, 0x34);
    ck_assert_uint_eq(m.pit.owed, 0);
    fake_open(&m.fake, 0);
    fake_run_until(&m.fake, m.fake.now_ns + NS_PER_S);
    ck_assert_uint_eq(m.fake.rises[0], 0); /* no count, no ticks */
}
END_TEST

/* In mode 0 a count alone starts a new life: the tick before it is not owed any more. */
START_TEST(one_shot_forgets_what_it_owed)
{
    struct machine m;
    start(&m);
    program(&m, 0, 0, 100);
    m.fake.busy[0] = true;
    fake_run_until(&m.fake, NS_PER_S);
    ck_assert_uint_eq(m.pit.owed, 1);
    fake_out(&m.fake, PORT_PIT, 100);
    fake_open(&m.fake, 0);
    ck_assert_uint_eq(m.fake.rises[0], 0);
}
END_TEST

/* A count that is seen to have gone round has ticked, even if the alarm is late. */
START_TEST(reading_collects_the_tick)
{
    struct machine m;
    start(&m);
    program(&m, 0, 2, 1000);
    m.fake.now_ns = tick_ns(1, 1000);
    fake_out(&m.fake, PORT_PIT_CONTROL, 0x00);
    ck_assert_uint_eq(m.fake.rises[0], 1);
    ck_assert_uint_eq(fake_in(&m.fake, PORT_PIT), 1000 & 0xff);
    ck_assert_uint_eq(fake_in(&m.fake, PORT_PIT), 1000 >> 8);
    fake_run_until(&m.fake, tick_ns(1, 1000) + 1);
    ck_assert_uint_eq(m.fake.rises[0], 1); /* the late alarm finds nothing left to do */
}
END_TEST

/* A count can be over before its alarm is set: it ticks all the same. */
START_TEST(shortest_one_shot_ticks_on_a_slow_host)
{
    struct machine m;
    start(&m);
    m.fake.step_ns = 5000; /* six pulses */
    program(&m, 0, 0, 1);
    m.fake.step_ns = 0;
    fake_run_until(&m.fake, m.fake.now_ns + 1000000);
    ck_assert_uint_eq(m.fake.rises[0], 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        one_shot_programmed_anew_withdraws_its_request,
        late_alarm_owes_what_was_missed,
        slow_guest_gets_every_tick,
        tick_in_service_waits_for_the_eoi,
        masked_line_remembers_one_tick,
        masked_line_remembers_no_tick_that_was_not,
        masking_for_a_moment_keeps_the_debt,
        automatic_eoi_pays_at_the_acknowledge,
        debt_is_bounded,
        alarms_keep_their_distance,
        control_word_starts_a_new_life,
        one_shot_forgets_what_it_owed,
        reading_collects_the_tick,
        shortest_one_shot_ticks_on_a_slow_host,
    };
    return RUN_TESTS("pit_ticks", tests);
}
