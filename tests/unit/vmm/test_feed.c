/* When input reaches the guest: when it listens, and no faster than it ends its interrupts. */
#include "dev/feed.h"
#include "fake_board.h"
#include "unit/run_tests.h"

enum { LINE = 7, MS = 1000000, US = 1000 };

/* A device that holds one byte. */
struct holder {
    struct fake fake;
    struct feed feed;
    struct script script;
    int byte; /* -1: none */
    unsigned given;
};

static void refill(void *device)
{
    struct holder *holder = device;
    if (holder->byte < 0 && (holder->byte = feed_next(&holder->feed)) >= 0)
        holder->given++;
}

static void start(struct holder *holder, const char *input)
{
    memset(holder, 0, sizeof *holder);
    fake_init(&holder->fake);
    script_refill(&holder->script, input);
    holder->byte = -1;
    feed_init(&holder->feed, &holder->fake.board, script_source(&holder->script), LINE, refill,
              holder);
    holder->feed.interrupts = true;
}

static int take(struct holder *holder)
{
    int byte = holder->byte;
    holder->byte = -1;
    feed_taken(&holder->feed);
    return byte;
}

START_TEST(gives_to_a_guest_that_listens)
{
    struct holder h;
    start(&h, "ab");
    refill(&h);
    ck_assert_int_eq(h.byte, 'a');
}
END_TEST

/* Between taking a byte and ending its interrupt, there is no more: a reading loop ends. */
START_TEST(next_comes_with_the_eoi)
{
    struct holder h;
    start(&h, "abc");
    refill(&h);
    for (const char *expected = "abc"; *expected; expected++) {
        ck_assert_int_eq(take(&h), *expected);
        refill(&h);
        ck_assert_int_eq(h.byte, -1);
        fake_open(&h.fake, LINE);
    }
    ck_assert_int_eq(h.byte, -1);
    ck_assert_ptr_null(h.fake.alarms); /* nothing waits, so no alarm either */
}
END_TEST

START_TEST(next_comes_after_a_pause_without_eoi)
{
    struct holder h;
    start(&h, "ab");
    refill(&h);
    take(&h);
    fake_run_until(&h.fake, 99 * US);
    ck_assert_int_eq(h.byte, -1);
    fake_run_until(&h.fake, 101 * US);
    ck_assert_int_eq(h.byte, 'b');
}
END_TEST

/* While the interrupt is in service its EOI will tell: no alarm, each of which costs the host. */
START_TEST(no_alarm_while_an_eoi_is_to_come)
{
    struct holder h;
    start(&h, "ab");
    refill(&h);
    h.fake.busy[LINE] = true;
    take(&h);
    ck_assert_uint_eq(h.fake.alarms_set, 0);
    fake_open(&h.fake, LINE);
    ck_assert_int_eq(h.byte, 'b');
}
END_TEST

START_TEST(masked_line_waits_for_its_unmasking)
{
    struct holder h;
    start(&h, "a");
    h.fake.masked[LINE] = true;
    refill(&h);
    fake_run_until(&h.fake, UINT64_C(5000) * MS);
    ck_assert_int_eq(h.byte, -1);
    fake_open(&h.fake, LINE);
    ck_assert_int_eq(h.byte, 'a');
}
END_TEST

START_TEST(interrupt_off_in_the_device_is_the_same)
{
    struct holder h;
    start(&h, "a");
    h.feed.interrupts = false;
    refill(&h);
    fake_run_until(&h.fake, 50 * MS);
    ck_assert_int_eq(h.byte, -1);
    h.feed.interrupts = true;
    refill(&h);
    ck_assert_int_eq(h.byte, 'a');
}
END_TEST

/* A board that cannot tell when a line opens: it is looked at now and then, and not for ever. */
START_TEST(alarm_finds_an_unmasked_line)
{
    struct holder h;
    start(&h, "a");
    h.fake.masked[LINE] = true;
    refill(&h);
    fake_run_until(&h.fake, 95 * MS);
    ck_assert_uint_le(h.fake.alarms_fired, 10);
    h.fake.masked[LINE] = false;
    fake_run_until(&h.fake, 106 * MS);
    ck_assert_int_eq(h.byte, 'a');
    unsigned fired = h.fake.alarms_fired;
    fake_run_until(&h.fake, 1000 * MS);
    ck_assert_uint_eq(h.fake.alarms_fired, fired);
}
END_TEST

/* One look at an empty buffer is a driver starting up; one that goes on looking polls. */
START_TEST(polling_guest_is_given_its_input)
{
    struct holder h;
    start(&h, "ab");
    h.fake.masked[LINE] = true;
    refill(&h);
    feed_polled(&h.feed);
    for (unsigned i = 1; i < 10; i++) {
        fake_run_until(&h.fake, i * MS);
        feed_polled(&h.feed); /* looking again does not put it off */
        ck_assert_int_eq(h.byte, -1);
    }
    fake_run_until(&h.fake, 10 * MS + 500 * US); /* 9.5 ms after the first look */
    refill(&h);
    ck_assert_int_eq(h.byte, -1);
    fake_run_until(&h.fake, 21 * MS);
    ck_assert_int_eq(take(&h), 'a');
    ck_assert_int_eq(h.byte, -1);
    fake_run_until(&h.fake, 22 * MS);
    ck_assert_int_eq(take(&h), 'b');
}
END_TEST

/* Input that keeps arriving must not push the alarm away. */
START_TEST(arrivals_do_not_put_the_alarm_off)
{
    struct holder h;
    start(&h, "abc");
    h.fake.masked[LINE] = true;
    for (unsigned i = 0; i < 30; i++) {
        fake_run_until(&h.fake, i * MS);
        refill(&h);
    }
    ck_assert_uint_ge(h.fake.alarms_fired, 2);
}
END_TEST

START_TEST(a_board_may_tell_nothing)
{
    struct holder h;
    memset(&h, 0, sizeof h);
    fake_init(&h.fake);
    h.fake.board.irq_masked = NULL;
    h.fake.board.irq_listen = NULL;
    script_refill(&h.script, "ab");
    h.byte = -1;
    feed_init(&h.feed, &h.fake.board, script_source(&h.script), LINE, refill, &h);
    h.feed.interrupts = true;
    refill(&h);
    ck_assert_int_eq(take(&h), 'a');
    fake_run_until(&h.fake, MS);
    ck_assert_int_eq(take(&h), 'b');
}
END_TEST

START_TEST(zero_is_a_byte)
{
    struct holder h;
    start(&h, "");
    h.script = (struct script){"\0x", 2, 0};
    refill(&h);
    ck_assert_int_eq(h.byte, 0);
    ck_assert_uint_eq(h.script.taken, 1);
    h.script = (struct script){"\0y", 2, 0}; /* and stays one that waits */
    take(&h);
    refill(&h);
    ck_assert_int_eq(h.byte, -1);
    fake_open(&h.fake, LINE);
    ck_assert_int_eq(h.byte, 0);
    ck_assert_uint_eq(h.script.taken, 1);
}
END_TEST

START_TEST(no_source_is_no_input)
{
    struct holder h;
    start(&h, "");
    h.feed.source = (struct byte_source){NULL, NULL};
    refill(&h);
    feed_polled(&h.feed);
    take(&h);
    fake_run_until(&h.fake, 100 * MS);
    ck_assert_int_eq(h.byte, -1);
    ck_assert_uint_eq(h.fake.alarms_fired, 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        gives_to_a_guest_that_listens,
        next_comes_with_the_eoi,
        next_comes_after_a_pause_without_eoi,
        no_alarm_while_an_eoi_is_to_come,
        masked_line_waits_for_its_unmasking,
        interrupt_off_in_the_device_is_the_same,
        alarm_finds_an_unmasked_line,
        polling_guest_is_given_its_input,
        arrivals_do_not_put_the_alarm_off,
        a_board_may_tell_nothing,
        zero_is_a_byte,
        no_source_is_no_input,
    };
    return RUN_TESTS("feed", tests);
}
