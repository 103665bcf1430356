/* The i8042 on its ports: how keys arrive, one at a time, by interrupt or by polling. */
#include "keyboard_fixture.h"

START_TEST(types_what_the_source_gives)
{
    struct machine m;
    start(&m, "aB\n\x03");
    CODES(&m, 0x1e, 0x9e);
    CODES(&m, 0x2a, 0x30, 0xb0, 0xaa);
    CODES(&m, 0x1c, 0x9c);
    CODES(&m, 0x1d, 0x2e, 0xae, 0x9d);
    ck_assert(!m.fake.level[IRQ]);
    ck_assert_uint_eq(m.fake.rises[IRQ], 12);
    ck_assert_uint_eq(m.keyboard.typed, 4);
}
END_TEST

START_TEST(bytes_without_a_key_are_counted)
{
    struct machine m;
    start(&m, "\xc3\xa9x\xff");
    CODES(&m, 0x2d, 0xad);
    ck_assert_uint_eq(m.keyboard.typed, 1);
    ck_assert_uint_eq(m.keyboard.dropped, 3);
}
END_TEST

START_TEST(input_may_arrive_later)
{
    struct machine m;
    start(&m, "");
    ck_assert(!m.fake.level[IRQ]);
    script_refill(&m.script, "q");
    keyboard_poll(&m.keyboard);
    CODES(&m, 0x10, 0x90);
}
END_TEST

/* One byte at a time: the buffer is not overwritten, and keeps its last byte for reading again. */
START_TEST(output_buffer_holds_until_read)
{
    struct machine m;
    start(&m, "ab");
    for (unsigned i = 0; i < 3; i++) {
        keyboard_poll(&m.keyboard);
        ck_assert_uint_eq(m.keyboard.output, 0x1e);
    }
    ck_assert_uint_eq(m.script.taken, 1);
    ck_assert_uint_eq(read_data(&m), 0x1e);
    ck_assert_uint_eq(read_data(&m), 0x9e);
    ck_assert_uint_eq(status(&m) & FULL, 0);
    ck_assert_uint_eq(read_data(&m), 0x9e);
}
END_TEST

/* A loop that reads until there is no more gets one byte's codes, not the whole input. */
START_TEST(bytes_come_one_at_a_time)
{
    struct machine m;
    start(&m, "Ab");
    for (unsigned i = 0; i < 4; i++)
        ck_assert_uint_eq(read_data(&m), ((const uint8_t[]){0x2a, 0x1e, 0x9e, 0xaa})[i]);
    ck_assert_uint_eq(status(&m) & FULL, 0);
    ck_assert(!m.fake.level[IRQ]);
    fake_open(&m.fake, IRQ);
    CODES(&m, 0x30, 0xb0);
}
END_TEST

/* Bits: 0 full, 1 input buffer (never), 2 system flag, 3 last write was a command, 4 unlocked. */
START_TEST(status_bits)
{
    struct machine m;
    start(&m, "");
    ck_assert_uint_eq(status(&m), 0x14);
    fake_out(&m.fake, STATUS, 0xaa);
    ck_assert_uint_eq(status(&m), 0x1d);
    read_data(&m);
    ck_assert_uint_eq(status(&m), 0x1c);
    fake_out(&m.fake, DATA, 0xee);
    ck_assert_uint_eq(status(&m), 0x15);
    read_data(&m);
    fake_out(&m.fake, STATUS, 0x60);
    fake_out(&m.fake, DATA, 0x41); /* system flag off */
    ck_assert_uint_eq(status(&m), 0x10);
}
END_TEST

START_TEST(interrupt_is_gated_by_the_command_byte)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0x60);
    fake_out(&m.fake, DATA, 0x44);
    fake_out(&m.fake, DATA, 0xee);
    ck_assert(status(&m) & FULL);
    ck_assert(!m.fake.level[IRQ]);
    fake_out(&m.fake, STATUS, 0x60);
    fake_out(&m.fake, DATA, 0x45); /* the byte is still there: now it asks */
    ck_assert(m.fake.level[IRQ]);
    read_data(&m);
    ck_assert(!m.fake.level[IRQ]);
}
END_TEST

/* With the interrupt off, keys come to a guest that polls, after it has polled for a while. */
START_TEST(polling_guest_gets_its_keys)
{
    struct machine m;
    start(&m, "");
    m.fake.now_ns = 1;
    fake_out(&m.fake, STATUS, 0x60);
    fake_out(&m.fake, DATA, 0x44);
    script_refill(&m.script, "a");
    keyboard_poll(&m.keyboard);
    fake_run_until(&m.fake, 1000000000);
    ck_assert_uint_eq(m.keyboard.full, 0);
    ck_assert_uint_eq(status(&m) & FULL, 0);
    fake_run_until(&m.fake, 1030000000);
    ck_assert_uint_eq(status(&m) & FULL, FULL);
    ck_assert_uint_eq(read_data(&m), 0x1e);
}
END_TEST

START_TEST(disabled_keyboard_keeps_its_keys)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0xad);
    fake_out(&m.fake, STATUS, 0x20);
    REPLIES(&m, 0x55);
    script_refill(&m.script, "z");
    keyboard_poll(&m.keyboard);
    ck_assert(!m.fake.level[IRQ]);
    fake_run_until(&m.fake, 1000000000);
    fake_out(&m.fake, STATUS, 0xae);
    CODES(&m, 0x2c, 0xac);
}
END_TEST

START_TEST(attach_fails_when_a_port_is_taken)
{
    static const uint16_t ports[] = {DATA, STATUS};
    static const struct bus_ops nothing;
    for (unsigned i = 0; i < 2; i++) {
        struct machine m;
        memset(&m, 0, sizeof m);
        fake_init(&m.fake);
        ck_assert_int_eq(bus_attach(&m.fake.bus, ports[i], 1, &nothing, NULL), 0);
        ck_assert_int_eq(keyboard_attach(&m.keyboard, &m.fake.board, script_source(&m.script)), -1);
    }
}
END_TEST

/* The whole way: a kernel that starts up, drains the buffer, unmasks, and reads in its handler. */
START_TEST(long_input_reaches_an_interrupt_handler_whole)
{
    static char text[10001];
    struct machine m;
    memset(&m, 0, sizeof m);
    memset(text, 'j', sizeof text - 1);
    fake_init(&m.fake);
    m.fake.pic = &m.pic;
    script_refill(&m.script, text);
    ck_assert_int_eq(pic_attach(&m.pic, &m.fake.board), 0);
    ck_assert_int_eq(keyboard_attach(&m.keyboard, &m.fake.board, script_source(&m.script)), 0);
    keyboard_poll(&m.keyboard);
    for (unsigned drained = 0; status(&m) & FULL; drained++)
        ck_assert_uint_lt(drained, 1); /* nothing may vanish here */
    fake_out(&m.fake, 0x21, 0xfd);

    unsigned makes = 0, breaks = 0;
    m.fake.alarms_set = 0;
    while (pic_intr(&m.pic)) {
        ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), 0x09);
        while (status(&m) & FULL) { /* a handler that reads until there is no more */
            uint8_t code = read_data(&m);
            makes += code == 0x24;
            breaks += code == 0xa4;
        }
        fake_out(&m.fake, 0x20, 0x20);
    }
    ck_assert_uint_eq(makes, 10000);
    ck_assert_uint_eq(breaks, 10000);
    ck_assert_uint_eq(m.fake.alarms_set, 0); /* the EOIs alone kept it going */
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        types_what_the_source_gives,
        bytes_without_a_key_are_counted,
        input_may_arrive_later,
        output_buffer_holds_until_read,
        bytes_come_one_at_a_time,
        status_bits,
        interrupt_is_gated_by_the_command_byte,
        polling_guest_gets_its_keys,
        disabled_keyboard_keeps_its_keys,
        attach_fails_when_a_port_is_taken,
        long_input_reaches_an_interrupt_handler_whole,
    };
    return RUN_TESTS("keyboard", tests);
}
