/* The commands of the i8042 and of the keyboard behind it, with their answers. */
#include "keyboard_fixture.h"

#include <stdio.h>

/*
 * What is said and answered, in hexadecimal: c to the controller, d to the keyboard (or the data
 * that the controller waits for), > an answer; after the last of these there is none.
 */
static const char *const dialogues[] = {
    "c20 >45 c60 d47 c20 >47",     /* the command byte: as a BIOS leaves it, and written */
    "c60 d47 cd0 >c3",             /* which leaves the output port as it is */
    "c60 caa >55 dee >ee c20 >45", /* a command instead of data, which is the keyboard's then */
    "caa >55 cab >00 cc0 >80",     /* self test, test of the wire, input port */
    "cd0 >c3 cd1 ddd cd0 >dd",     /* the output port, then with A20 closed */
    "cdd cd0 >c1 cdf cd0 >c3",     /* A20 by commands of its own: closed, open */
    "dfe >aa",                     /* resend: the last it sent was that it is well */
    "ca8 cd4 dff",                 /* what is for the mouse does not reach the keyboard */
    "cd2 d5a >5a",                 /* as if the keyboard had sent it */
    "dff >fa >aa",                 /* reset, self test passed */
    "df2 >fa >ab >41",             /* identify, translated */
    "dee >ee",                     /* echo */
    "df4 >fa",                     /* enable */
    "df5 >fa",                     /* defaults, disable */
    "df6 >fa",                     /* defaults */
    "d12 >fe",                     /* unknown: send again */
    "ded >fa d07 >fa d07 >fe",     /* lights, their argument, and then what is no command */
    "df3 >fa dee >ee dfe >ee",     /* repeat rate, a command instead of its argument, resend */
    "df0 d00 >fa >fa >41",         /* the scan code set, 2: translated, as all below 0x80 */
    "df0 d01 df0 d00 >fa >fa >fa >fa >43",         /* set 1 */
    "df0 d01 df6 df0 d00 >fa >fa >fa >fa >fa >41", /* defaults: set 2 again */
    "c60 d05 df0 d00 >fa >fa >02",                 /* without translation: set 2 */
    "c60 d05 df0 d01 df0 d00 >fa >fa >fa >fa >01 df2 >fa >ab >83",
    "df0 d03 >fa >fe", /* there is no third set */
};

static bool is_silent(struct machine *m)
{
    return !(status(m) & FULL);
}

static void hear(struct machine *m, uint8_t answer)
{
    ck_assert(!is_silent(m));
    ck_assert(m->fake.level[IRQ]);
    ck_assert_uint_eq(read_data(m), answer);
}

START_TEST(commands_are_answered)
{
    struct machine m;
    char dialogue[64], before = ' ', *rest;
    start(&m, "");
    snprintf(dialogue, sizeof dialogue, "%s", dialogues[_i]);
    for (char *word = strtok_r(dialogue, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        uint8_t byte = (uint8_t)strtoul(word + 1, NULL, 16);
        if (before == '>' && *word != '>')
            ck_assert(is_silent(&m));
        if (*word == '>')
            hear(&m, byte);
        else
            fake_out(&m.fake, *word == 'c' ? STATUS : DATA, byte);
        before = *word;
    }
    ck_assert(is_silent(&m));
}
END_TEST

START_TEST(output_port_resets)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0xd1);
    fake_out(&m.fake, DATA, 0xdd);
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

START_TEST(keys_come_in_the_scan_set_that_was_set)
{
    struct machine m;
    start(&m, "");
    fake_out(&m.fake, STATUS, 0x60);
    fake_out(&m.fake, DATA, 0x05); /* translation off */
    script_refill(&m.script, "a");
    keyboard_poll(&m.keyboard);
    CODES(&m, 0x1c, 0xf0, 0x1c);
    fake_out(&m.fake, DATA, 0xf0);
    fake_out(&m.fake, DATA, 0x01);
    REPLIES(&m, 0xfa, 0xfa);
    script_refill(&m.script, "a");
    keyboard_poll(&m.keyboard);
    fake_run_until(&m.fake, 1000000); /* the pause after the answers */
    CODES(&m, 0x1e, 0x9e);
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
    fake_out(&m.fake, DATA, 0xed); /* the lights do not switch it on */
    REPLIES(&m, 0xfa);
    fake_run_until(&m.fake, 1500000);
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
    Suite *suite = suite_create("keyboard_commands");
    TCase *tests = tcase_create("keyboard_commands");
    tcase_add_loop_test(tests, commands_are_answered, 0, sizeof dialogues / sizeof dialogues[0]);
    tcase_add_test(tests, output_port_resets);
    tcase_add_test(tests, pulse_resets);
    tcase_add_test(tests, a_board_need_not_reset);
    tcase_add_test(tests, keys_come_in_the_scan_set_that_was_set);
    tcase_add_test(tests, scanning_can_be_switched_off);
    tcase_add_test(tests, reset_switches_scanning_on_again);
    tcase_add_test(tests, defaults_drop_the_key_being_typed);
    tcase_add_test(tests, answers_go_before_keys);
    tcase_add_test(tests, a_flood_of_commands_is_bounded);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
