/* The interval timer on its ports: ticks on IRQ 0, exact over hours; late alarms; owed ticks. */
#include "dev/pit.h"
#include "fake_board.h"
#include "ports.h"
#include "run_tests.h"

#define NS_PER_S UINT64_C(1000000000)

enum { HUNDRED_HZ = 11932 }; /* 1193182 / 100, rounded */

struct machine {
    struct fake fake;
    struct pit pit;
    struct pic pic;
};

static void start(struct machine *machine)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    ck_assert_int_eq(pit_attach(&machine->pit, &machine->fake.board), 0);
}

/* The same with a real pair of 8259As, only IRQ 0 unmasked. */
static void start_with_pic(struct machine *machine)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    machine->fake.pic = &machine->pic;
    ck_assert_int_eq(pic_attach(&machine->pic, &machine->fake.board), 0);
    ck_assert_int_eq(pit_attach(&machine->pit, &machine->fake.board), 0);
    fake_out(&machine->fake, 0x21, 0xfe);
}

static void program(struct machine *machine, unsigned counter, unsigned mode, uint16_t count)
{
    uint16_t port = (uint16_t)(PORT_PIT + counter);
    fake_out(&machine->fake, PORT_PIT_CONTROL, (uint8_t)(counter << 6 | 0x30 | mode << 1));
    fake_out(&machine->fake, port, (uint8_t)count);
    fake_out(&machine->fake, port, (uint8_t)(count >> 8));
}

/* The nanosecond at which the k-th tick of a count written at time 0 is due: the count is loaded
 * with the first pulse after. */
static uint64_t tick_ns(uint64_t k, uint32_t n)
{
    unsigned __int128 pulse = (unsigned __int128)k * n + 1;
    return (uint64_t)((pulse * NS_PER_S + PIT_HZ - 1) / PIT_HZ);
}

/* The handler of a guest that is quick: takes the interrupt and ends it. */
static bool handle_tick(struct machine *machine)
{
    if (!pic_intr(&machine->pic))
        return false;
    pic_acknowledge(&machine->pic, NULL);
    fake_out(&machine->fake, 0x20, 0x20);
    return true;
}

START_TEST(is_silent_until_programmed)
{
    struct machine m;
    start(&m);
    fake_run_until(&m.fake, 10 * NS_PER_S);
    ck_assert_uint_eq(m.fake.rises[0], 0);
    ck_assert_uint_eq(m.fake.alarms_fired, 0);
}
END_TEST

START_TEST(attach_fails_when_a_port_is_taken)
{
    static const uint16_t ports[] = {0x43, 0x61};
    static const struct bus_ops nothing;
    for (unsigned i = 0; i < 2; i++) {
        struct machine m;
        memset(&m, 0, sizeof m);
        fake_init(&m.fake);
        ck_assert_int_eq(bus_attach(&m.fake.bus, ports[i], 1, &nothing, NULL), 0);
        ck_assert_int_eq(pit_attach(&m.pit, &m.fake.board), -1);
    }
}
END_TEST

START_TEST(ticks_are_on_the_nanosecond)
{
    for (unsigned mode = 2; mode <= 3; mode++) {
        struct machine m;
        start(&m);
        program(&m, 0, mode, HUNDRED_HZ);
        for (unsigned k = 1; k <= 1000; k++) {
            fake_run_until(&m.fake, tick_ns(k, HUNDRED_HZ) - 1);
            ck_assert_uint_eq(m.fake.rises[0], k - 1);
            fake_run_until(&m.fake, tick_ns(k, HUNDRED_HZ));
            ck_assert_uint_eq(m.fake.rises[0], k);
        }
        ck_assert_uint_eq(m.fake.alarms_fired, 1000); /* one alarm a tick, none between */
    }
}
END_TEST

/* Pulse 1,193,182 is at one second to the nanosecond: nothing is rounded twice. */
START_TEST(a_second_is_a_second)
{
    struct machine m;
    start(&m);
    program(&m, 0, 2, 36157); /* 33 × 36,157 + 1 = 1,193,182 */
    fake_run_until(&m.fake, NS_PER_S - 1);
    ck_assert_uint_eq(m.fake.rises[0], 32);
    fake_run_until(&m.fake, NS_PER_S);
    ck_assert_uint_eq(m.fake.rises[0], 33);
}
END_TEST

/* No drift: after ten hours, the number of ticks is that of the oscillator, to the tick. */
START_TEST(ten_hours_at_100_hz)
{
    struct machine m;
    start(&m);
    m.fake.now_ns = 123456789123;
    uint64_t begin = m.fake.now_ns, hours = 36000 * NS_PER_S;
    program(&m, 0, 2, HUNDRED_HZ);
    fake_run_until(&m.fake, begin + hours);
    unsigned __int128 pulses_before = (unsigned __int128)begin * PIT_HZ / NS_PER_S + 1;
    unsigned __int128 pulses = (unsigned __int128)(begin + hours) * PIT_HZ / NS_PER_S;
    uint64_t expected = (uint64_t)((pulses - pulses_before) / HUNDRED_HZ);
    ck_assert_uint_eq(expected, 3599945);
    ck_assert_uint_eq(m.fake.rises[0], expected);
    ck_assert_uint_eq(m.pit.ticks, expected);
}
END_TEST

START_TEST(zero_counts_65536)
{
    struct machine m;
    start(&m);
    program(&m, 0, 3, 0);
    fake_run_until(&m.fake, tick_ns(1, 65536) - 1);
    ck_assert_uint_eq(m.fake.rises[0], 0);
    fake_run_until(&m.fake, tick_ns(18, 65536));
    ck_assert_uint_eq(m.fake.rises[0], 18);
}
END_TEST

START_TEST(one_shot_ticks_once)
{
    struct machine m;
    start(&m);
    program(&m, 0, 0, 1000);
    fake_run_until(&m.fake, tick_ns(1, 1000) - 1);
    ck_assert(!m.fake.level[0]);
    fake_run_until(&m.fake, 3600 * NS_PER_S);
    ck_assert_uint_eq(m.fake.rises[0], 1);
    ck_assert_uint_eq(m.fake.alarms_fired, 1);
    fake_out(&m.fake, PORT_PIT, 0x10); /* a new count starts it again; OUT falls at once */
    ck_assert(!m.fake.level[0]);
    fake_out(&m.fake, PORT_PIT, 0x00);
    fake_oversleep_until(&m.fake, 3601 * NS_PER_S);
    ck_assert_uint_eq(m.fake.rises[0], 2);
}
END_TEST

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

START_TEST(new_count_takes_over_at_the_end_of_the_period)
{
    struct machine m;
    start(&m);
    program(&m, 0, 2, 10000);
    fake_run_until(&m.fake, tick_ns(1, 5000));
    fake_out(&m.fake, PORT_PIT, 2000 & 0xff);
    fake_out(&m.fake, PORT_PIT, 2000 >> 8);
    fake_run_until(&m.fake, tick_ns(5, 2000) - 1);
    ck_assert_uint_eq(m.fake.rises[0], 0);
    fake_run_until(&m.fake, tick_ns(5, 2000));
    ck_assert_uint_eq(m.fake.rises[0], 1);
    fake_run_until(&m.fake, tick_ns(15, 2000));
    ck_assert_uint_eq(m.fake.rises[0], 11);
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

/* So does a count alone, in mode 0: the tick before it is not owed any more. */
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

START_TEST(latch_command_holds_the_count)
{
    for (unsigned i = 0; i < 2; i++) {
        struct machine m;
        start(&m);
        program(&m, i, 2, 1000);
        m.fake.now_ns = tick_ns(1, 100);
        fake_out(&m.fake, PORT_PIT_CONTROL, (uint8_t)(i << 6));
        m.fake.now_ns = tick_ns(1, 300);
        ck_assert_uint_eq(fake_in(&m.fake, (uint16_t)(PORT_PIT + i)), 900 & 0xff);
        ck_assert_uint_eq(fake_in(&m.fake, (uint16_t)(PORT_PIT + i)), 900 >> 8);
        ck_assert_uint_eq(fake_in(&m.fake, (uint16_t)(PORT_PIT + i)), 700 & 0xff);
    }
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

/* Read-back: bit 5 low latches counts, bit 4 low status, bits 1 to 3 choose the counters. */
START_TEST(read_back_latches_the_chosen_counters)
{
    struct machine m;
    start(&m);
    for (unsigned i = 0; i < 3; i++)
        program(&m, i, 2, (uint16_t)(1000 + i));
    fake_out(&m.fake, PORT_SYSTEM_B, 0x01);
    m.fake.now_ns = tick_ns(1, 100); /* pulse 101: counters 0 and 1 are 100 pulses old */
    fake_out(&m.fake, PORT_PIT_CONTROL, 0xc0 | 0x02 | 0x04); /* count and status of 0 and 1 */
    fake_out(&m.fake, PORT_PIT_CONTROL, 0xc0 | 0x20 | 0x08); /* status of 2 */
    m.fake.now_ns += 100000;
    ck_assert_uint_eq(fake_in(&m.fake, 0x40), 0xb4);
    ck_assert_uint_eq(fake_in(&m.fake, 0x40), 900 & 0xff);
    ck_assert_uint_eq(fake_in(&m.fake, 0x40), 900 >> 8);
    ck_assert_uint_eq(fake_in(&m.fake, 0x41), 0xb4);
    ck_assert_uint_eq(fake_in(&m.fake, 0x41), 901 & 0xff);
    ck_assert_uint_eq(fake_in(&m.fake, 0x41), 901 >> 8);
    ck_assert_uint_eq(fake_in(&m.fake, 0x42), 0xb4);
    ck_assert_uint_ne(fake_in(&m.fake, 0x42), 902 & 0xff); /* its count runs on */
    ck_assert_uint_eq(fake_in(&m.fake, PORT_PIT_CONTROL), 0xff);
}
END_TEST

/* Port 0x61: a delay loop on counter 2, as real boot code has it. */
START_TEST(port_b_gates_counter_2_and_shows_its_output)
{
    struct machine m;
    start(&m);
    fake_out(&m.fake, PORT_SYSTEM_B, 0x00);
    program(&m, 2, 0, 1000);
    m.fake.now_ns = NS_PER_S;
    ck_assert_uint_eq(fake_in(&m.fake, PORT_SYSTEM_B) & 0x2f, 0x00);
    fake_out(&m.fake, PORT_SYSTEM_B, 0xff); /* bits 4 to 7 cannot be written */
    ck_assert_uint_eq(fake_in(&m.fake, PORT_SYSTEM_B) & 0xef, 0x0f);
    m.fake.now_ns += 1000 * NS_PER_S / PIT_HZ - 1000;
    ck_assert_uint_eq(fake_in(&m.fake, PORT_SYSTEM_B) & 0x20, 0x00);
    m.fake.now_ns += 2000;
    ck_assert_uint_eq(fake_in(&m.fake, PORT_SYSTEM_B) & 0xef, 0x2f);
    ck_assert_uint_eq(m.fake.rises[0], 0);
}
END_TEST

/* Bit 4 toggles with each memory refresh, every 15.09 µs. */
START_TEST(port_b_shows_refresh)
{
    struct machine m;
    unsigned toggles = 0;
    start(&m);
    uint8_t before = fake_in(&m.fake, PORT_SYSTEM_B) & 0x10;
    for (unsigned microsecond = 1; microsecond <= 15086; microsecond++) {
        m.fake.now_ns = microsecond * 1000u;
        uint8_t now = fake_in(&m.fake, PORT_SYSTEM_B) & 0x10;
        toggles += now != before;
        before = now;
    }
    ck_assert_uint_eq(toggles, 1000);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        is_silent_until_programmed,
        attach_fails_when_a_port_is_taken,
        ticks_are_on_the_nanosecond,
        a_second_is_a_second,
        ten_hours_at_100_hz,
        zero_counts_65536,
        one_shot_ticks_once,
        one_shot_programmed_anew_withdraws_its_request,
        late_alarm_owes_what_was_missed,
        slow_guest_gets_every_tick,
        tick_in_service_waits_for_the_eoi,
        masked_line_remembers_one_tick,
        masking_for_a_moment_keeps_the_debt,
        automatic_eoi_pays_at_the_acknowledge,
        debt_is_bounded,
        alarms_keep_their_distance,
        new_count_takes_over_at_the_end_of_the_period,
        control_word_starts_a_new_life,
        one_shot_forgets_what_it_owed,
        latch_command_holds_the_count,
        reading_collects_the_tick,
        read_back_latches_the_chosen_counters,
        port_b_gates_counter_2_and_shows_its_output,
        port_b_shows_refresh,
    };
    return RUN_TESTS("pit", tests);
}
