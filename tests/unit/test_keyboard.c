/* The i8042 and its keyboard on their ports: commands, status, interrupts, and how keys arrive. */
#include "dev/keyboard.h"
#include "fake_board.h"
#include "run_tests.h"

enum { DATA = 0x60, STATUS = 0x64, FULL = 0x01, IRQ = 1 };

struct machine {
    struct fake fake;
    struct keyboard keyboard;
    struct pic pic;
    struct script script;
};

static void start(struct machine *machine, const char *typed)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    script_refill(&machine->script, typed);
    ck_assert_int_eq(
        keyboard_attach(&machine->keyboard, &machine->fake.board, script_source(&machine->script)),
        0);
    keyboard_poll(&machine->keyboard);
}

static uint8_t status(struct machine *machine)
{
    return fake_in(&machine->fake, STATUS);
}

static uint8_t read_data(struct machine *machine)
{
    return fake_in(&machine->fake, DATA);
}

/* Takes the codes one after another, as an interrupt handler does: an edge, a read, an EOI. */
static void expect_codes(struct machine *machine, const uint8_t *codes, unsigned count)
{
    unsigned rises = machine->fake.rises[IRQ];
    for (unsigned i = 0; i < count; i++) {
        ck_assert_msg(machine->fake.level[IRQ], "code %u", i);
        ck_assert_uint_eq(machine->fake.rises[IRQ], rises + i);
        ck_assert_uint_eq(read_data(machine), codes[i]);
        fake_open(&machine->fake, IRQ);
    }
}

/* Takes answers to a command, by polling. */
static void expect_replies(struct machine *machine, const uint8_t *replies, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        ck_assert_msg(status(machine) & FULL, "reply %u", i);
        ck_assert_uint_eq(read_data(machine), replies[i]);
    }
    ck_assert(!(status(machine) & FULL));
}

#define CODES(machine, ...)                                                                        \
    expect_codes(machine, (const uint8_t[]){__VA_ARGS__}, sizeof(uint8_t[]){__VA_ARGS__})
#define REPLIES(machine, ...)                                                                      \
    expect_replies(machine, (const uint8_t[]){__VA_ARGS__}, sizeof(uint8_t[]){__VA_ARGS__})

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
        command_byte_is_as_a_bios_leaves_it,
        interrupt_is_gated_by_the_command_byte,
        polling_guest_gets_its_keys,
        command_replaces_one_that_waits,
        disabled_keyboard_keeps_its_keys,
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
        attach_fails_when_a_port_is_taken,
        long_input_reaches_an_interrupt_handler_whole,
    };
    return RUN_TESTS("keyboard", tests);
}
