/* The interval timer on its ports: exact over hours, one-shots, read-back, port 0x61. */
#include "pit_fixture.h"

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
        new_count_takes_over_at_the_end_of_the_period,
        latch_command_holds_the_count,
        read_back_latches_the_chosen_counters,
        port_b_gates_counter_2_and_shows_its_output,
        port_b_shows_refresh,
    };
    return RUN_TESTS("pit", tests);
}
