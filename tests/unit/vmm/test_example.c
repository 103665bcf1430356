/* The example device: what dev/README.md says of it is true. */
#include "dev/example.h"
#include "fake_board.h"
#include "unit/run_tests.h"

enum { MS = 1000000 };

START_TEST(rings_when_the_time_is_up)
{
    struct fake fake;
    struct example example;
    fake_init(&fake);
    ck_assert_int_eq(example_attach(&example, &fake.board), 0);
    ck_assert_uint_eq(fake_in(&fake, EXAMPLE_PORT), 0);
    ck_assert_uint_eq(fake_in(&fake, EXAMPLE_PORT + 1), 0xff); /* nobody's */
    fake_out(&fake, EXAMPLE_PORT, 20);
    fake_run_until(&fake, 20 * MS - 1);
    ck_assert(!fake.level[EXAMPLE_IRQ]);
    fake_run_until(&fake, 20 * MS);
    ck_assert(fake.level[EXAMPLE_IRQ]);
    ck_assert_uint_eq(fake_in(&fake, EXAMPLE_PORT), 1); /* reading clears … */
    ck_assert(!fake.level[EXAMPLE_IRQ]);
    ck_assert_uint_eq(fake_in(&fake, EXAMPLE_PORT), 0);
    fake_run_until(&fake, 1000 * MS); /* … and it rings once */
    ck_assert_uint_eq(fake.rises[EXAMPLE_IRQ], 1);
}
END_TEST

START_TEST(writing_again_starts_anew)
{
    struct fake fake;
    struct example example;
    fake_init(&fake);
    example_attach(&example, &fake.board);
    fake_out(&fake, EXAMPLE_PORT, 10);
    fake_run_until(&fake, 9 * MS);
    fake_out(&fake, EXAMPLE_PORT, 10);
    fake_run_until(&fake, 18 * MS);
    ck_assert_uint_eq(fake.rises[EXAMPLE_IRQ], 0);
    fake_run_until(&fake, 19 * MS);
    ck_assert_uint_eq(fake.rises[EXAMPLE_IRQ], 1);
    fake_out(&fake, EXAMPLE_PORT, 10); /* takes back what it has not been asked for */
    ck_assert(!fake.level[EXAMPLE_IRQ]);
}
END_TEST

/* The whole way through a real 8259A pair, as in README.md's picture. */
START_TEST(interrupts_a_guest)
{
    struct fake fake;
    struct pic pic;
    struct example example;
    memset(&pic, 0, sizeof pic);
    fake_init(&fake);
    fake.pic = &pic;
    pic_attach(&pic, &fake.board);
    example_attach(&example, &fake.board);
    fake_out(&fake, 0x21, 0xff & ~(1 << EXAMPLE_IRQ));
    fake_out(&fake, EXAMPLE_PORT, 1);
    ck_assert(!pic_intr(&pic));
    fake_run_until(&fake, MS);
    ck_assert(pic_intr(&pic));
    ck_assert_uint_eq(pic_acknowledge(&pic, NULL), 0x08 + EXAMPLE_IRQ);
    ck_assert_uint_eq(fake_in(&fake, EXAMPLE_PORT), 1);
    fake_out(&fake, 0x20, 0x20);
    ck_assert(!pic_intr(&pic));
}
END_TEST

START_TEST(attach_fails_when_the_port_is_taken)
{
    struct fake fake;
    struct example example, second;
    fake_init(&fake);
    ck_assert_int_eq(example_attach(&example, &fake.board), 0);
    ck_assert_int_eq(example_attach(&second, &fake.board), -1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        rings_when_the_time_is_up,
        writing_again_starts_anew,
        interrupts_a_guest,
        attach_fails_when_the_port_is_taken,
    };
    return RUN_TESTS("example", tests);
}
