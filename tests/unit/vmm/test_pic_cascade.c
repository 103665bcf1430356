/* The master and its slave: two EOIs, ranks, nesting, spurious 15, polling both. */
#include "pic_fixture.h"

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

int main(void)
{
    const TTest *const tests[] = {
        slave_needs_two_eois,
        slave_lines_rank_as_line_2,
        slave_with_automatic_eoi_delivers_all,
        special_fully_nested_mode,
        spurious_15,
        request_behind_the_cascade_can_be_withdrawn,
        single_master_does_not_hand_over,
        both_chips_can_be_polled,
        polled_slave_asks_again,
        slave_has_no_slaves,
    };
    return RUN_TESTS("pic_cascade", tests);
}
