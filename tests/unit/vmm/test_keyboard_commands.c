/* The commands of the i8042 and of the keyboard behind it, with their answers. */
#include "keyboard_fixture.h"

START_TEST(command_byte_is_as_a_bios_leaves_it)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0x20);
    REPLIES(&m, 0x45);
    fake_out(&m.fake, STATUS, 0x60);
    fake_out(&m.fake, DATA, 0x47);
    fake_out(&m.fake, STATUS, 0x20);
    REPLIES(&m, 0x47);
}
END_TEST

/* Another command in place of the data byte: that byte is the keyboard's then. */
START_TEST(command_replaces_one_that_waits)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0x60);
    fake_out(&m.fake, STATUS, 0xaa);
    REPLIES(&m, 0x55);
    fake_out(&m.fake, DATA, 0xee);
    REPLIES(&m, 0xee);
    fake_out(&m.fake, STATUS, 0x20);
    REPLIES(&m, 0x45);
}
END_TEST

START_TEST(controller_tests_pass)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0xaa);
    REPLIES(&m, 0x55);
    fake_out(&m.fake, STATUS, 0xab);
    REPLIES(&m, 0x00);
    fake_out(&m.fake, STATUS, 0xc0);
    REPLIES(&m, 0x80);
}
END_TEST

START_TEST(output_port_can_be_read_and_written)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0xd0);
    REPLIES(&m, 0xc3);
    fake_out(&m.fake, STATUS, 0xd1);
    fake_out(&m.fake, DATA, 0xdd); /* A20 closed */
    fake_out(&m.fake, STATUS, 0xd0);
    REPLIES(&m, 0xdd);
    ck_assert_uint_eq(m.fake.resets, 0);
    fake_out(&m.fake, STATUS, 0xd1);
    fake_out(&m.fake, DATA, 0xfe);
    ck_assert_uint_eq(m.fake.resets, 1);
}
END_TEST

/* 0xf0 to 0xff pulse the output bits that are 0; bit 0 is the reset. */
START_TEST(pulse_resets)
{
    for (unsigned command = 0xf0; command <= 0xff; command++) {
        struct machine m;
        start(&m, "");
        fake_out(&m.fake, STATUS, (uint8_t)command);
        ck_assert_uint_eq(m.fake.resets, !(command & 1));
        ck_assert(!(status(&m) & FULL));
    }
}
END_TEST

START_TEST(a_board_need_not_reset)
{
    struct machine m;
    start(&m, "");
    m.fake.board.reset = NULL;
    fake_out(&m.fake, STATUS, 0xfe);
    ck_assert_uint_eq(m.fake.resets, 0);
}
END_TEST

START_TEST(mouse_commands_find_nobody)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0xa8);
    fake_out(&m.fake, STATUS, 0xd4);
    fake_out(&m.fake, DATA, 0xff); /* goes to the mouse, not to the keyboard */
    ck_assert(!(status(&m) & FULL));
    fake_out(&m.fake, STATUS, 0xd2);
    fake_out(&m.fake, DATA, 0x5a); /* as if the keyboard had sent it */
    ck_assert(m.fake.level[IRQ]);
    REPLIES(&m, 0x5a);
}
END_TEST

START_TEST(keyboard_commands_are_answered)
{
    static const struct {
        uint8_t command;
        const char *replies;
    } table[] = {
        {0xff, "\xfa\xaa"},     /* reset, self test passed */
        {0xf2, "\xfa\xab\x41"}, /* identify, translated */
        {0xee, "\xee"},         /* echo */
        {0xf4, "\xfa"},         /* enable */
        {0xf5, "\xfa"},         /* defaults, disable */
        {0xf6, "\xfa"},         /* defaults */
        {0xed, "\xfa"},         /* lights: an argument follows */
        {0xf3, "\xfa"},         /* repeat rate: an argument follows */
        {0xf0, "\xfa"},         /* scan code set: an argument follows */
        {0x12, "\xfe"},         /* unknown: send again */
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct machine m;
        start(&m, "");
        fake_out(&m.fake, DATA, table[i].command);
        expect_replies(&m, (const uint8_t *)table[i].replies, (unsigned)strlen(table[i].replies));
    }
}
END_TEST

START_TEST(arguments_are_acknowledged)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, DATA, 0xed);
    REPLIES(&m, 0xfa);
    fake_out(&m.fake, DATA, 0x07);
    REPLIES(&m, 0xfa);
    fake_out(&m.fake, DATA, 0x07); /* the argument is taken: this is no command */
    REPLIES(&m, 0xfe);
    fake_out(&m.fake, DATA, 0xf3);
    REPLIES(&m, 0xfa);
    fake_out(&m.fake, DATA, 0xee); /* a command in place of the argument is a command */
    REPLIES(&m, 0xee);
    fake_out(&m.fake, DATA, 0xfe); /* resend */
    REPLIES(&m, 0xee);
}
END_TEST

START_TEST(scan_set_is_asked_for_and_set)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0x60);
    fake_out(&m.fake, DATA, 0x05); /* translation off */
    fake_out(&m.fake, DATA, 0xf0);
    fake_out(&m.fake, DATA, 0x00);
    REPLIES(&m, 0xfa, 0xfa, 0x02);
    script_refill(&m.script, "a");
    keyboard_poll(&m.keyboard);
    fake_run_until(&m.fake, 1000000); /* the pause after the answers */
    CODES(&m, 0x1c, 0xf0, 0x1c);
    fake_out(&m.fake, DATA, 0xf0);
    fake_out(&m.fake, DATA, 0x01);
    REPLIES(&m, 0xfa, 0xfa);
    script_refill(&m.script, "a");
    keyboard_poll(&m.keyboard);
    fake_run_until(&m.fake, 2000000);
    CODES(&m, 0x1e, 0x9e);
    fake_out(&m.fake, DATA, 0xf0);
    fake_out(&m.fake, DATA, 0x00);
    REPLIES(&m, 0xfa, 0xfa, 0x01);
    fake_out(&m.fake, DATA, 0xf2);
    REPLIES(&m, 0xfa, 0xab, 0x83);
    fake_out(&m.fake, DATA, 0xf0);
    fake_out(&m.fake, DATA, 0x03); /* we have no third */
    REPLIES(&m, 0xfa, 0xfe);
}
END_TEST

/* The controller translates answers below 0x80 as well: 2 comes as 0x41, 1 as 0x43. */
START_TEST(scan_set_is_translated)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, DATA, 0xf0);
    fake_out(&m.fake, DATA, 0x00);
    REPLIES(&m, 0xfa, 0xfa, 0x41);
    fake_out(&m.fake, DATA, 0xf0);
    fake_out(&m.fake, DATA, 0x01);
    fake_out(&m.fake, DATA, 0xf0);
    fake_out(&m.fake, DATA, 0x00);
    REPLIES(&m, 0xfa, 0xfa, 0xfa, 0xfa, 0x43);
}
END_TEST

START_TEST(scanning_can_be_switched_off)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, DATA, 0xf5);
    REPLIES(&m, 0xfa);
    script_refill(&m.script, "x");
    fake_run_until(&m.fake, 1000000);
    keyboard_poll(&m.keyboard);
    ck_assert(!m.fake.level[IRQ]);
    fake_out(&m.fake, DATA, 0xf4);
    REPLIES(&m, 0xfa);
    fake_run_until(&m.fake, 2000000);
    CODES(&m, 0x2d, 0xad);
}
END_TEST

START_TEST(reset_switches_scanning_on_again)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, DATA, 0xf5);
    REPLIES(&m, 0xfa);
    fake_out(&m.fake, DATA, 0xff);
    REPLIES(&m, 0xfa, 0xaa);
    script_refill(&m.script, "x");
    fake_run_until(&m.fake, 1000000);
    keyboard_poll(&m.keyboard);
    CODES(&m, 0x2d, 0xad);
}
END_TEST

/* "Set defaults" clears the keyboard's own buffer, as the reference says. */
START_TEST(defaults_drop_the_key_being_typed)
{
    struct machine m;
    start(&m, "Ab");
    ck_assert_uint_eq(read_data(&m), 0x2a);
    fake_out(&m.fake, DATA, 0xf6);
    ck_assert_uint_eq(read_data(&m), 0x1e); /* in the controller's buffer by then */
    REPLIES(&m, 0xfa);
    fake_open(&m.fake, IRQ);
    CODES(&m, 0x30, 0xb0);
}
END_TEST

START_TEST(answers_go_before_keys)
{
    struct machine m;
    start(&m, "ab");
    fake_out(&m.fake, STATUS, 0xaa);
    ck_assert_uint_eq(read_data(&m), 0x1e);
    ck_assert(m.fake.level[IRQ]); /* the answer follows at once, with an edge of its own */
    ck_assert_uint_eq(m.fake.rises[IRQ], 2);
    CODES(&m, 0x55, 0x9e);
    CODES(&m, 0x30, 0xb0);
}
END_TEST

START_TEST(a_flood_of_commands_is_bounded)
{
    struct machine m;
    start(&m, "");
    for (unsigned i = 0; i < 1000; i++) {
        fake_out(&m.fake, STATUS, 0x20);
        fake_out(&m.fake, DATA, 0xff);
    }
    unsigned answers = 0;
    for (; status(&m) & FULL; answers++)
        read_data(&m);
    ck_assert_uint_le(answers, 1 + 2 * CODE_QUEUE_SIZE);
    fake_out(&m.fake, STATUS, 0xaa);
    REPLIES(&m, 0x55);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        command_byte_is_as_a_bios_leaves_it,
        command_replaces_one_that_waits,
        controller_tests_pass,
        output_port_can_be_read_and_written,
        pulse_resets,
        a_board_need_not_reset,
        mouse_commands_find_nobody,
        keyboard_commands_are_answered,
        arguments_are_acknowledged,
        scan_set_is_asked_for_and_set,
        scan_set_is_translated,
        scanning_can_be_switched_off,
        reset_switches_scanning_on_again,
        defaults_drop_the_key_being_typed,
        answers_go_before_keys,
        a_flood_of_commands_is_bounded,
    };
    return RUN_TESTS("keyboard_commands", tests);
}
