/*
 * Guests meet the same devices in kvm-vmm and in QEMU: sequences of accesses drawn at random, made
 * here to our devices and there to QEMU's, must read alike. Left out of what is drawn is where QEMU
 * departs from the data sheets, and ours do not (docs/contract.md, "Where QEMU's devices differ").
 */
#include "dev/keyboard.h"
#include "dev/serial.h"
#include "dev/serial_registers.h"
#include "ports.h"
#include "side_by_side.h"

enum { DATA = PORT_KEYBOARD_DATA, COMMAND = PORT_KEYBOARD_STATUS, COM1 = PORT_SERIAL };
enum { KEYBOARD_STEPS = 1000, SERIAL_STEPS = 10000 };

/* ---- the keyboard and its controller -------------------------------------------------- */

/* QEMU has "command or data" always set, and the system flag from the self-test alone. */
enum { STATUS_ALIKE = 0xff & ~(0x08 | 0x04) };

/* Of the output port, all but what belongs to a mouse. */
enum { OUTPUT_ALIKE = 0xff & ~(0x04 | 0x08 | 0x20) };

static void read_all(struct side_by_side *pair, unsigned mask)
{
    for (unsigned i = 0; i < 5; i++) {
        in_part(pair, COMMAND, STATUS_ALIKE);
        in_part(pair, DATA, mask);
    }
}

/* @return the bits of the answer that are to be alike */
static unsigned controller_command(struct side_by_side *pair)
{
    static const uint8_t plain[] = {0x20, 0xaa, 0xab, 0xae, 0xc0, 0xdd, 0xdf, 0xf1, 0xf3, 0xff};
    static const uint8_t modes[] = {0x47, 0x46, 0x45, 0x44, 0x07, 0x06};
    switch (below(pair, 6)) {
    case 0:
        out(pair, COMMAND, 0x60); /* the command byte: translation and interrupt, on and off */
        out(pair, DATA, ONE_OF(pair, modes));
        break;
    case 1:
        out(pair, COMMAND, 0xd1); /* the output port: A20 on and off, but no reset */
        out(pair, DATA, 0xcd | below(pair, 2) << 1);
        break;
    case 2:
        out(pair, COMMAND, 0xd2);
        out(pair, DATA, below(pair, 256));
        break;
    case 3:
        out(pair, COMMAND, 0xd0);
        return OUTPUT_ALIKE;
    default:
        out(pair, COMMAND, ONE_OF(pair, plain));
    }
    return 0xff;
}

static void keyboard_command(struct side_by_side *pair)
{
    static const uint8_t commands[] = {0xed, 0xf3, 0xf0, 0xee, 0xf2, 0xf4, 0xf5, 0xf6,
                                       0xff, 0x01, 0x80, 0xe0, 0xec, 0xef, 0xf1};
    uint8_t command = ONE_OF(pair, commands);
    out(pair, DATA, command);
    if (command == 0xed || command == 0xf3 || command == 0xf0) {
        read_all(pair, 0xff);
        out(pair, DATA, below(pair, command == 0xf0 ? 3 : 0x80));
    }
    read_all(pair, 0xff);
}

START_TEST(the_keyboard_and_its_controller)
{
    static struct side_by_side both; /* Check runs each test in a process of its own */
    struct side_by_side *pair = &both;
    begin(pair, _i);
    struct byte_source nothing = {NULL, NULL};
    struct keyboard keyboard;
    ck_assert_int_eq(keyboard_attach(&keyboard, &pair->fake.board, nothing), 0);
    out(pair, COMMAND, 0xaa);
    in(pair, DATA);
    out(pair, COMMAND, 0x60);
    out(pair, DATA, 0x47);
    for (unsigned i = 0; i < KEYBOARD_STEPS; i++) {
        if (below(pair, 2))
            read_all(pair, controller_command(pair));
        else
            keyboard_command(pair);
    }
    must_agree(pair);
}
END_TEST

/* ---- the serial port, talking to itself ----------------------------------------------- */

static void swallow(void *owner, uint8_t byte)
{
    (void)owner;
    (void)byte;
}

static void write_register(struct side_by_side *pair)
{
    unsigned where = below(pair, REGISTERS), value = below(pair, 256);
    if (where == IER)
        value &= ~IER_MODEM; /* no modem interrupts: see MSR */
    if (where == MCR)
        value |= MCR_LOOP; /* loopback, or it would take time */
    if (where != IIR)
        out(pair, COM1 + where, value);
}

static void read_register(struct side_by_side *pair, const struct serial *serial)
{
    unsigned where = below(pair, REGISTERS);
    bool is_empty = serial->count == 0 && !(serial->lcr & LCR_DLAB);
    if (where == RBR && is_empty)
        in_part(pair, COM1 + RBR, 0); /* what is read then no data sheet says */
    else if (where == MSR)
        in_part(pair, COM1 + MSR, 0xf0); /* QEMU does not tell changes in loopback */
    else
        in(pair, COM1 + where);
}

START_TEST(the_serial_port_in_loopback)
{
    static struct side_by_side both; /* Check runs each test in a process of its own */
    struct side_by_side *pair = &both;
    begin(pair, _i);
    struct byte_sink line = {swallow, NULL};
    struct byte_source nothing = {NULL, NULL};
    struct serial serial;
    ck_assert_int_eq(serial_attach(&serial, &pair->fake.board, line, nothing), 0);
    out(pair, COM1 + MCR, MCR_LOOP);
    out(pair, COM1 + LCR, LCR_DLAB);
    out(pair, COM1 + RBR, 12);
    out(pair, COM1 + IER, 0);
    out(pair, COM1 + LCR, 3);
    out(pair, COM1 + IIR, _i & 1); /* FIFOs on or off; a trigger level would take time */
    in_part(pair, COM1 + IIR, 0);
    for (unsigned i = 0; i < SERIAL_STEPS; i++) {
        if (below(pair, 2))
            write_register(pair);
        else
            read_register(pair, &serial);
    }
    must_agree(pair);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("same devices");
    TCase *tests = report_case(suite, "same devices", 120);
    tcase_add_loop_test(tests, the_keyboard_and_its_controller, 0, SEEDS);
    tcase_add_loop_test(tests, the_serial_port_in_loopback, 0, SEEDS);
    return report_run(argv[0], suite);
}
