/* The PC's pair of 8259As through its ports: vectors, spurious 7, open lines, ELCR. */
#include "pic_fixture.h"

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

/* Whatever the guest does that may raise or lower INTR: a poll and an end of it, a mask, a level.
 */
START_TEST(watcher_hears_of_each_access)
{
    struct machine m;
    unsigned heard = 0;
    start(&m, 0x01, 0x01);
    pic_set_line(&m.pic, 3, true);
    pic_watch(&m.pic, count_call, &heard);
    fake_out(&m.fake, MASTER, 0x0c);
    ck_assert_uint_eq(heard, 1);
    ck_assert_uint_eq(fake_in(&m.fake, MASTER), 0x83); /* the poll acknowledges */
    ck_assert_uint_eq(heard, 2);
    ck_assert(!pic_intr(&m.pic));
    eoi(&m, MASTER);
    fake_out(&m.fake, MASTER + 1, 0xff);
    fake_out(&m.fake, 0x4d0, 0x08);
    ck_assert_uint_eq(heard, 5);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        every_line_has_its_vector,
        is_attached_as_a_bios_leaves_it,
        attach_fails_when_a_port_is_taken,
        a_zeroed_pair_is_silent,
        spurious_7,
        busy_is_requested_or_in_service,
        masked_includes_the_cascade,
        listener_hears_of_eoi_and_unmasking,
        listener_hears_of_automatic_eoi,
        elcr_sets_levels_where_it_may,
        watcher_hears_of_each_access,
    };
    return RUN_TESTS("pic", tests);
}
