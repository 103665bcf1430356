/* The PC's pair of 8259As through its ports: cascade, spurious 15, open lines, ELCR. */
#include "dev/pic.h"
#include "fake_board.h"
#include "run_tests.h"

enum { MASTER = 0x20, SLAVE = 0xa0, MASTER_BASE = 0x20, SLAVE_BASE = 0x28, EOI = 0x20 };

struct machine {
    struct fake fake;
    struct pic pic;
};

static void initialise(struct machine *machine, uint16_t port, const uint8_t icw[4])
{
    fake_out(&machine->fake, port, icw[0]);
    for (unsigned i = 1; i < 4; i++)
        fake_out(&machine->fake, (uint16_t)(port + 1), icw[i]);
}

/* A pair on its ports, initialised as a protected mode kernel does, nothing masked. */
static void start(struct machine *machine, uint8_t master_icw4, uint8_t slave_icw4)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    ck_assert_int_eq(pic_attach(&machine->pic, &machine->fake.board), 0);
    initialise(machine, MASTER, (const uint8_t[]){0x11, MASTER_BASE, 0x04, master_icw4});
    initialise(machine, SLAVE, (const uint8_t[]){0x11, SLAVE_BASE, 0x02, slave_icw4});
}

static void pulse(struct pic *pic, unsigned line)
{
    pic_set_line(pic, line, false);
    pic_set_line(pic, line, true);
}

static uint8_t isr_of(struct machine *machine, uint16_t port)
{
    fake_out(&machine->fake, port, 0x0b);
    return fake_in(&machine->fake, port);
}

static void eoi(struct machine *machine, uint16_t port)
{
    fake_out(&machine->fake, port, EOI);
}

static void count_call(void *device)
{
    ++*(unsigned *)device;
}

START_TEST(every_line_has_its_vector)
{
    for (unsigned line = 0; line < 16; line++) {
        struct machine m;
        unsigned source = 99;
        start(&m, 0x01, 0x01);
        ck_assert(!pic_intr(&m.pic));
        pic_set_line(&m.pic, line, true);
        ck_assert_int_eq(pic_intr(&m.pic), line != 2); /* 2 is the cascade's own */
        if (line == 2)
            continue;
        ck_assert_uint_eq(pic_acknowledge(&m.pic, &source), MASTER_BASE + line);
        ck_assert_uint_eq(source, line);
        ck_assert(!pic_intr(&m.pic));
    }
}
END_TEST

/* What a BIOS leaves: vectors 0x08 and 0x70, all masked but the cascade. */
START_TEST(is_attached_as_a_bios_leaves_it)
{
    struct machine m;
    memset(&m, 0, sizeof m);
    fake_init(&m.fake);
    ck_assert_int_eq(pic_attach(&m.pic, &m.fake.board), 0);
    ck_assert_uint_eq(fake_in(&m.fake, MASTER + 1), 0xfb);
    ck_assert_uint_eq(fake_in(&m.fake, SLAVE + 1), 0xff);
    pic_set_line(&m.pic, 1, true);
    pic_set_line(&m.pic, 8, true);
    ck_assert(!pic_intr(&m.pic));
    fake_out(&m.fake, SLAVE + 1, 0xfe);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), 0x70);
    fake_out(&m.fake, MASTER + 1, 0xf9);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), 0x09);
}
END_TEST

START_TEST(attach_fails_when_a_port_is_taken)
{
    static const uint16_t ports[] = {0x21, 0xa0, 0x4d1};
    static const struct bus_ops nothing;
    for (unsigned i = 0; i < 3; i++) {
        struct machine m;
        memset(&m, 0, sizeof m);
        fake_init(&m.fake);
        ck_assert_int_eq(bus_attach(&m.fake.bus, ports[i], 1, &nothing, NULL), 0);
        ck_assert_int_eq(pic_attach(&m.pic, &m.fake.board), -1);
    }
}
END_TEST

START_TEST(a_zeroed_pair_is_silent)
{
    struct pic pic;
    memset(&pic, 0, sizeof pic);
    for (unsigned line = 0; line < 16; line++) {
        pic_set_line(&pic, line, true);
        ck_assert(pic_line_masked(&pic, line));
    }
    ck_assert(!pic_intr(&pic));
}
END_TEST

/* "An EOI must be issued twice: one for the master and one for the corresponding slave." */
START_TEST(slave_needs_two_eois)
{
    struct machine m;
    start(&m, 0x01, 0x01);
    pulse(&m.pic, 12);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 4);
    ck_assert_uint_eq(isr_of(&m, MASTER), 0x04);
    ck_assert_uint_eq(isr_of(&m, SLAVE), 0x10);

    pulse(&m.pic, 12);
    eoi(&m, SLAVE); /* the slave asks again; the master still has line 2 in service */
    ck_assert(!pic_intr(&m.pic));
    eoi(&m, MASTER);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 4);

    pulse(&m.pic, 13);
    eoi(&m, MASTER); /* the other way round: the slave holds 13 back behind 12 */
    ck_assert(!pic_intr(&m.pic));
    eoi(&m, SLAVE);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 5);
}
END_TEST

/* The slave's lines stand where line 2 does: below 0 and 1, above 3 to 7. */
START_TEST(slave_lines_rank_as_line_2)
{
    static const unsigned order[] = {0, 1, 8, 9, 10, 11, 12, 13, 14, 15, 3, 4, 5, 6, 7};
    struct machine m;
    start(&m, 0x01, 0x01);
    for (unsigned i = 0; i < 15; i++)
        pulse(&m.pic, order[14 - i]);
    for (unsigned i = 0; i < 15; i++) {
        unsigned line;
        ck_assert(pic_intr(&m.pic));
        pic_acknowledge(&m.pic, &line);
        ck_assert_uint_eq(line, order[i]);
        if (line >= 8)
            eoi(&m, SLAVE);
        eoi(&m, MASTER);
    }
    ck_assert(!pic_intr(&m.pic));
}
END_TEST

/* Automatic EOI in both: the slave's INT makes a new edge for each of its requests. */
START_TEST(slave_with_automatic_eoi_delivers_all)
{
    struct machine m;
    start(&m, 0x03, 0x03);
    pulse(&m.pic, 9);
    pulse(&m.pic, 8);
    pulse(&m.pic, 15);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 0);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 1);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 7);
    ck_assert(!pic_intr(&m.pic));
}
END_TEST

/* Special fully nested mode: a more urgent line of the slave interrupts a slave's handler. */
START_TEST(special_fully_nested_mode)
{
    for (unsigned sfnm = 0; sfnm < 2; sfnm++) {
        struct machine m;
        start(&m, (uint8_t)(0x01 | sfnm << 4), 0x01);
        pulse(&m.pic, 12);
        pic_acknowledge(&m.pic, NULL);
        pulse(&m.pic, 3); /* below line 2: stays out in either mode */
        ck_assert(!pic_intr(&m.pic));
        pulse(&m.pic, 14); /* below 12 in the slave */
        ck_assert(!pic_intr(&m.pic));
        pulse(&m.pic, 9);
        ck_assert_int_eq(pic_intr(&m.pic), sfnm);
        if (sfnm) {
            ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 1);
            ck_assert_uint_eq(isr_of(&m, SLAVE), 0x12);
        }
    }
}
END_TEST

START_TEST(spurious_7)
{
    struct machine m;
    unsigned line = 99;
    start(&m, 0x01, 0x01);
    pic_set_line(&m.pic, 3, true);
    pic_set_line(&m.pic, 3, false);
    ck_assert(!pic_intr(&m.pic));
    ck_assert_uint_eq(pic_acknowledge(&m.pic, &line), MASTER_BASE + 7);
    ck_assert_uint_eq(line, 7);
    ck_assert_uint_eq(isr_of(&m, MASTER), 0);
}
END_TEST

/* A glitch on the wire between the two: the master has line 2 in service, the slave nothing. */
START_TEST(spurious_15)
{
    struct machine m;
    unsigned line = 99;
    start(&m, 0x01, 0x01);
    i8259_set_line(&m.pic.chip[PIC_MASTER], 2, true);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, &line), SLAVE_BASE + 7);
    ck_assert_uint_eq(line, 15);
    ck_assert_uint_eq(isr_of(&m, SLAVE), 0);
    ck_assert_uint_eq(isr_of(&m, MASTER), 0x04); /* and wants its EOI */
    pulse(&m.pic, 8);
    ck_assert(!pic_intr(&m.pic));
    eoi(&m, MASTER);
    ck_assert(pic_intr(&m.pic));
}
END_TEST

START_TEST(request_behind_the_cascade_can_be_withdrawn)
{
    struct machine m;
    start(&m, 0x01, 0x01);
    pic_set_line(&m.pic, 10, true);
    ck_assert(pic_intr(&m.pic));
    pic_set_line(&m.pic, 10, false);
    ck_assert(!pic_intr(&m.pic));
    pulse(&m.pic, 11);
    fake_out(&m.fake, SLAVE + 1, 0x08); /* the slave's own mask takes its INT down as well */
    ck_assert(!pic_intr(&m.pic));
    fake_out(&m.fake, SLAVE + 1, 0x00);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 3);
}
END_TEST

/* A master told that it has no slave gives the vector of its own line 2. */
START_TEST(single_master_does_not_hand_over)
{
    struct machine m;
    start(&m, 0x01, 0x01);
    fake_out(&m.fake, MASTER, 0x13);
    fake_out(&m.fake, MASTER + 1, MASTER_BASE);
    fake_out(&m.fake, MASTER + 1, 0x01);
    pulse(&m.pic, 8);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), MASTER_BASE + 2);
}
END_TEST

START_TEST(both_chips_can_be_polled)
{
    struct machine m;
    start(&m, 0x01, 0x01);
    pulse(&m.pic, 9);
    fake_out(&m.fake, MASTER, 0x0c);
    ck_assert_uint_eq(fake_in(&m.fake, MASTER), 0x82);
    fake_out(&m.fake, SLAVE, 0x0c);
    ck_assert_uint_eq(fake_in(&m.fake, SLAVE), 0x81);
    ck_assert(!pic_intr(&m.pic));
    eoi(&m, SLAVE);
    eoi(&m, MASTER);
    ck_assert(!pic_intr(&m.pic));
    pulse(&m.pic, 9);
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 1);
}
END_TEST

/* A slave that is polled drops its INT like one that is acknowledged: the master sees new edges. */
START_TEST(polled_slave_asks_again)
{
    struct machine m;
    unsigned opened = 0;
    start(&m, 0x01, 0x03);
    pulse(&m.pic, 9);
    pulse(&m.pic, 8);
    pic_listen(&m.pic, 8, count_call, &opened);
    fake_out(&m.fake, MASTER, 0x0c);
    ck_assert_uint_eq(fake_in(&m.fake, MASTER), 0x82);
    eoi(&m, MASTER);
    ck_assert(!pic_intr(&m.pic));
    fake_out(&m.fake, SLAVE, 0x0c);
    ck_assert_uint_eq(fake_in(&m.fake, SLAVE), 0x80);
    ck_assert_uint_eq(opened, 1); /* automatic EOI */
    ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 1);
}
END_TEST

/* A slave's ICW3 is its number, 2: not a map of slaves of its own, whatever its ICW4 says. */
START_TEST(slave_has_no_slaves)
{
    struct machine m;
    start(&m, 0x11, 0x11);
    pulse(&m.pic, 9);
    pic_acknowledge(&m.pic, NULL);
    pulse(&m.pic, 9);
    ck_assert(!pic_intr(&m.pic));
}
END_TEST

START_TEST(busy_is_requested_or_in_service)
{
    struct machine m;
    start(&m, 0x01, 0x01);
    for (unsigned line = 0; line < 16; line += 9) { /* 0 and 9 */
        ck_assert(!pic_line_busy(&m.pic, line));
        pulse(&m.pic, line);
        ck_assert(pic_line_busy(&m.pic, line));
        pic_acknowledge(&m.pic, NULL);
        ck_assert(pic_line_busy(&m.pic, line));
        if (line >= 8)
            eoi(&m, SLAVE);
        eoi(&m, MASTER);
        ck_assert(!pic_line_busy(&m.pic, line));
    }
}
END_TEST

START_TEST(masked_includes_the_cascade)
{
    struct machine m;
    start(&m, 0x01, 0x01);
    fake_out(&m.fake, MASTER + 1, 0x14);
    for (unsigned line = 0; line < 16; line++)
        ck_assert_int_eq(pic_line_masked(&m.pic, line), line == 2 || line == 4 || line >= 8);
    fake_out(&m.fake, MASTER + 1, 0x00);
    fake_out(&m.fake, SLAVE + 1, 0x40);
    for (unsigned line = 0; line < 16; line++)
        ck_assert_int_eq(pic_line_masked(&m.pic, line), line == 14);
}
END_TEST

START_TEST(listener_hears_of_eoi_and_unmasking)
{
    struct machine m;
    unsigned line1 = 0, line9 = 0;
    start(&m, 0x01, 0x01);
    pic_listen(&m.pic, 1, count_call, &line1);
    pic_listen(&m.pic, 9, count_call, &line9);

    pulse(&m.pic, 1);
    pic_acknowledge(&m.pic, NULL);
    ck_assert_uint_eq(line1, 0);
    eoi(&m, MASTER);
    ck_assert_uint_eq(line1, 1);
    eoi(&m, MASTER); /* an EOI of nothing */
    ck_assert_uint_eq(line1, 1);

    pulse(&m.pic, 9);
    pic_acknowledge(&m.pic, NULL);
    eoi(&m, MASTER);
    ck_assert_uint_eq(line9, 0);
    eoi(&m, SLAVE); /* it is the slave's EOI that counts */
    ck_assert_uint_eq(line9, 1);

    fake_out(&m.fake, MASTER + 1, 0xff);
    fake_out(&m.fake, MASTER + 1, 0xfb); /* the cascade alone */
    ck_assert_uint_eq(line9, 2);
    ck_assert_uint_eq(line1, 1);
    pulse(&m.pic, 1); /* requested while masked: unmasking leaves it busy */
    fake_out(&m.fake, MASTER + 1, 0xf9);
    ck_assert_uint_eq(line1, 1);
}
END_TEST

START_TEST(listener_hears_of_automatic_eoi)
{
    struct machine m;
    unsigned calls = 0;
    start(&m, 0x03, 0x03);
    pic_listen(&m.pic, 4, count_call, &calls);
    pulse(&m.pic, 4);
    ck_assert_uint_eq(calls, 0);
    pic_acknowledge(&m.pic, NULL);
    ck_assert_uint_eq(calls, 1);
}
END_TEST

/* The lines of the timer, keyboard, cascade, clock and FPU have to stay edges. */
START_TEST(elcr_sets_levels_where_it_may)
{
    struct machine m;
    start(&m, 0x01, 0x01);
    fake_out(&m.fake, 0x4d0, 0xff);
    fake_out(&m.fake, 0x4d1, 0xff);
    ck_assert_uint_eq(fake_in(&m.fake, 0x4d0), 0xf8);
    ck_assert_uint_eq(fake_in(&m.fake, 0x4d1), 0xde);
    pic_set_line(&m.pic, 11, true);
    for (unsigned i = 0; i < 3; i++) {
        ck_assert_uint_eq(pic_acknowledge(&m.pic, NULL), SLAVE_BASE + 3);
        eoi(&m, SLAVE);
        eoi(&m, MASTER);
    }
    pic_set_line(&m.pic, 11, false);
    ck_assert(!pic_intr(&m.pic));

    fake_out(&m.fake, 0x4d1, 0x00);
    pic_set_line(&m.pic, 12, true);
    pic_acknowledge(&m.pic, NULL);
    eoi(&m, SLAVE);
    eoi(&m, MASTER);
    ck_assert(!pic_intr(&m.pic)); /* the edge is used up … */
    fake_out(&m.fake, 0x4d1, 0x10);
    ck_assert(pic_intr(&m.pic)); /* … but as a level it asks again */
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        every_line_has_its_vector,
        is_attached_as_a_bios_leaves_it,
        attach_fails_when_a_port_is_taken,
        a_zeroed_pair_is_silent,
        slave_needs_two_eois,
        slave_lines_rank_as_line_2,
        slave_with_automatic_eoi_delivers_all,
        special_fully_nested_mode,
        spurious_7,
        spurious_15,
        request_behind_the_cascade_can_be_withdrawn,
        single_master_does_not_hand_over,
        both_chips_can_be_polled,
        polled_slave_asks_again,
        slave_has_no_slaves,
        busy_is_requested_or_in_service,
        masked_includes_the_cascade,
        listener_hears_of_eoi_and_unmasking,
        listener_hears_of_automatic_eoi,
        elcr_sets_levels_where_it_may,
    };
    return RUN_TESTS("pic", tests);
}
