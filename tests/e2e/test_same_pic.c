/*
 * Guests meet the same 8259A pair in kvm-vmm and in QEMU: commands, masks and requests drawn at
 * random must lead to the same registers, and to the same input when the pair is polled, here and
 * there. See test_same_devices.c for what is left out of what is drawn.
 *
 * QEMU's lines are raised by its devices: 1 and 12 by "write output buffer" to its keyboard
 * controller, 4 by its serial port's empty transmitter. Here it is done by hand.
 */
#include "dev/pic.h"
#include "dev/serial_registers.h"
#include "ports.h"
#include "side_by_side.h"

enum { STEPS = 8000, STEPS_OF_A_SET_UP = 200 };

enum { MASTER = PORT_PIC_MASTER, SLAVE = PORT_PIC_SLAVE, CASCADE = 2 };

enum {
    OCW2_SET_PRIORITY = 0xc0,
    OCW2_SPECIFIC = 0x40, /* the bit that has a level in bits 0 to 2 count */
    OCW3_POLL = 0x0c,
};

struct pair {
    struct side_by_side both;
    struct pic pic;
    int buffer_line; /* 1 or 12, which share one buffer: the one that is high; 0: none */
    bool serial_line;
};

static bool is_requested(const struct pair *pair, unsigned line)
{
    return pair->pic.chip[line / 8].irr >> line % 8 & 1;
}

static void raise_in_buffer(struct side_by_side *both, int line)
{
    ask(both, true, PORT_KEYBOARD_STATUS, line == 1 ? 0xd2 : 0xd3, 0);
    ask(both, true, PORT_KEYBOARD_DATA, 0x55, 0);
    fake_irq_set(&both->fake, (unsigned)line, true);
}

static void change_buffer_line(struct pair *pair)
{
    struct side_by_side *both = &pair->both;
    if (pair->buffer_line == 0) {
        pair->buffer_line = below(both, 2) ? 1 : 12;
        raise_in_buffer(both, pair->buffer_line);
    } else if (!is_requested(pair, (unsigned)pair->buffer_line)) { /* else QEMU keeps the edge */
        ask(both, false, PORT_KEYBOARD_DATA, 0, 0);
        fake_irq_set(&both->fake, (unsigned)pair->buffer_line, false);
        pair->buffer_line = 0;
    }
}

static void change_serial_line(struct pair *pair)
{
    if (pair->serial_line && is_requested(pair, IRQ_SERIAL))
        return;
    pair->serial_line = !pair->serial_line;
    ask(&pair->both, true, PORT_SERIAL + IER, pair->serial_line ? IER_THR_EMPTY : 0, 0);
    fake_irq_set(&pair->both.fake, IRQ_SERIAL, pair->serial_line);
}

/* ICW1 to ICW4, with vectors and automatic EOI as it comes. */
static void set_up(struct side_by_side *both)
{
    unsigned icw4 = 0x01 | (below(both, 6) == 0 ? 0x02 : 0);
    for (unsigned port = MASTER; port <= SLAVE; port += SLAVE - MASTER) {
        out(both, port, 0x11);
        out(both, port + 1, below(both, 32) << 3);
        out(both, port + 1, port == MASTER ? 1 << CASCADE : CASCADE);
        out(both, port + 1, icw4);
    }
}

/* End of interrupt, plain, specific, with rotation; set priority; rotation on automatic EOI. */
static void command(struct pair *pair, unsigned port)
{
    static const uint8_t ocw2[] = {0x20, 0x60, 0xa0, 0xe0, OCW2_SET_PRIORITY, 0x80, 0x00, 0x40};
    uint8_t word = ONE_OF(&pair->both, ocw2);
    if (port == SLAVE && is_requested(pair, CASCADE))
        return; /* the slave may take its request back, and QEMU keeps it */
    out(&pair->both, port, word & OCW2_SPECIFIC ? word | below(&pair->both, 8) : word);
}

static void choose_what_is_read(struct pair *pair, unsigned port)
{
    static const uint8_t ocw3[] = {0x0a, 0x0b, 0x08, 0x48, OCW3_POLL, OCW3_POLL};
    uint8_t word = ONE_OF(&pair->both, ocw3);
    const struct i8259 *chip = pair->pic.chip;
    bool is_turn = (chip[PIC_MASTER].isr >> CASCADE & 1) && chip[PIC_SLAVE].isr == 0;
    if (port == MASTER || word != OCW3_POLL || is_turn)
        out(&pair->both, port, word);
}

static void read_register(struct pair *pair, unsigned port)
{
    if (port == SLAVE && pair->pic.chip[PIC_SLAVE].poll && is_requested(pair, CASCADE))
        return;
    in(&pair->both, port + below(&pair->both, 2));
}

/* One line out of three of the master's is masked now and then. */
static void mask(struct side_by_side *both)
{
    unsigned some = 1u << below(both, 8) | 1u << below(both, 8);
    out(both, MASTER + 1, below(both, 3) ? 0 : some);
}

static void step(struct pair *pair)
{
    struct side_by_side *both = &pair->both;
    unsigned port = below(both, 2) ? MASTER : SLAVE;
    switch (below(both, 7)) {
    case 0:
        change_buffer_line(pair);
        break;
    case 1:
        change_serial_line(pair);
        break;
    case 2:
        mask(both);
        break;
    case 3:
        command(pair, port);
        break;
    case 4:
        choose_what_is_read(pair, port);
        break;
    default:
        read_register(pair, port);
    }
}

START_TEST(the_interrupt_controllers)
{
    static struct pair all; /* Check runs each test in a process of its own */
    struct pair *pair = &all;
    begin(&pair->both, _i);
    pair->both.fake.pic = &pair->pic;
    ck_assert_int_eq(pic_attach(&pair->pic, &pair->both.fake.board), 0);
    ask(&pair->both, true, PORT_KEYBOARD_STATUS, 0x60, 0);
    ask(&pair->both, true, PORT_KEYBOARD_DATA, 0x03, 0); /* both interrupts of the buffer on */
    ask(&pair->both, true, PORT_SERIAL + MCR, MCR_OUT2, 0);
    for (unsigned i = 0; i < STEPS; i++) {
        if (i % STEPS_OF_A_SET_UP == 0)
            set_up(&pair->both);
        step(pair);
    }
    must_agree(&pair->both);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("same PIC");
    TCase *tests = report_case(suite, "same PIC", 120);
    tcase_add_loop_test(tests, the_interrupt_controllers, 0, SEEDS);
    return report_run(argv[0], suite);
}
