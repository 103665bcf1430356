/* The keyboard on a board, and a script that types. */
#ifndef TESTS_UNIT_KEYBOARD_FIXTURE_H
#define TESTS_UNIT_KEYBOARD_FIXTURE_H

#include "dev/keyboard.h"
#include "fake_board.h"
#include "unit/run_tests.h"

enum { DATA = 0x60, STATUS = 0x64, FULL = 0x01, IRQ = 1 };

struct machine {
    struct fake fake;
    struct keyboard keyboard;
    struct pic pic;
    struct script script;
};

static inline void start(struct machine *machine, const char *typed)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    script_refill(&machine->script, typed);
    ck_assert_int_eq(
        keyboard_attach(&machine->keyboard, &machine->fake.board, script_source(&machine->script)),
        0);
    keyboard_poll(&machine->keyboard);
}

static inline uint8_t status(struct machine *machine)
{
    return fake_in(&machine->fake, STATUS);
}

static inline uint8_t read_data(struct machine *machine)
{
    return fake_in(&machine->fake, DATA);
}

/* Takes the codes one after another, as an interrupt handler does: an edge, a read, an EOI. */
static inline void expect_codes(struct machine *machine, const uint8_t *codes, unsigned count)
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
static inline void expect_replies(struct machine *machine, const uint8_t *replies, unsigned count)
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

#endif
