/* Whether the guest's clock and the driver's believe each other, in a sample and over a boot. */
#include "collector_fixture.h"

/* 2 % is too little to see in a sample of 80 ms; over the whole boot it is not. */
START_TEST(test_a_wrong_rate_is_found_over_the_boot)
{
    struct collector collector = begin(true);
    send_all(&collector, 80 * MS, 1.02);
    ck_assert_uint_eq(count(OUTCOME_OK), SAMPLES);
    ck_assert(!collector_end(&collector, OUTCOME_MISSING));
    ck_assert_uint_eq(count(OUTCOME_CLOCK), SAMPLES);

    collector = begin(true);
    send_all(&collector, 80 * MS, 0.98);
    ck_assert(!collector_end(&collector, OUTCOME_MISSING));
    ck_assert_uint_eq(count(OUTCOME_CLOCK), SAMPLES);
}
END_TEST

/* In a boot of 0.1 s, a fifth could as well be a driver that did not get to run. */
START_TEST(test_a_short_span_says_nothing)
{
    struct collector collector = begin(true);
    send_all(&collector, 10 * MS, 1.2);
    ck_assert(collector_end(&collector, OUTCOME_MISSING));
    ck_assert_uint_eq(count(OUTCOME_OK), SAMPLES);
}
END_TEST

/* Under -icount the counter counts instructions: neither rule applies. */
START_TEST(test_a_counter_that_is_no_clock)
{
    struct collector collector = begin(true);
    collector.untimed = true;
    send_all(&collector, 500 * MS, 0.01);
    ck_assert(collector_end(&collector, OUTCOME_MISSING));
    ck_assert_uint_eq(count(OUTCOME_OK), SAMPLES);
}
END_TEST

/* The counter of an interpreter counts instructions: the driver's clock is all there is. */
START_TEST(test_the_driver_alone_times)
{
    struct collector collector = begin(true);
    collector.driver_times = true;
    collector_begin(&collector, &(struct boot){.round = 1, .engine = "bochs", .arch = "i386"},
                    TASKS);
    send_all(&collector, 400 * MS, 0.01);
    ck_assert(collector_end(&collector, OUTCOME_MISSING));
    ck_assert_uint_eq(count(OUTCOME_OK), SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
        ck_assert_uint_eq(samples[i].tsc_hz, 0);
        ck_assert_uint_eq(samples[i].guest_ns, 0);
        ck_assert_uint_eq(samples[i].wall_ns, 400 * MS);
        ck_assert_uint_eq(sample_ns(&samples[i]), 400 * MS);
    }
}
END_TEST

/* 1 % of 400 ms is what may go by before a mark is read, at both ends together. */
START_TEST(test_a_late_driver_times_nothing)
{
    static const struct {
        uint64_t begin_ns, end_ns;
        enum outcome outcome;
    } cases[] = {
        {0, 4 * MS, OUTCOME_OK},    {2 * MS, 2 * MS, OUTCOME_OK},    {0, 5 * MS, OUTCOME_CLOCK},
        {5 * MS, 0, OUTCOME_CLOCK}, {3 * MS, 3 * MS, OUTCOME_CLOCK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct collector collector = begin(true);
        struct mark mark = {.kind = MARK_BEGIN, .name = "one", .size = 10, .last_ns = 1000 * MS};
        collector.driver_times = true;
        collector.late_ns = cases[i].begin_ns;
        collector_take(&collector, &mark);
        mark = (struct mark){.kind = MARK_END, .name = "one", .size = 10, .checksum = 1};
        mark.first_ns = 1400 * MS;
        collector.first_late_ns = cases[i].end_ns;
        collector.late_ns = 100 * MS; /* for the end's last byte: that matters to nobody */
        collector_take(&collector, &mark);
        ck_assert_int_eq(samples[0].outcome, cases[i].outcome);
    }
}
END_TEST

START_TEST(test_a_single_jump_is_found_in_its_sample)
{
    struct collector collector = begin(true);
    uint64_t guest_ns[2] = {0, 10 * MS}, wall_ns[2] = {0, 20 * MS};
    send(&collector, &tasks[0], 0, guest_ns, wall_ns);
    ck_assert_int_eq(samples[0].outcome, OUTCOME_CLOCK);
}
END_TEST

/* What it came to may yet turn out right (run/agreement.h): then the clocks still disagree. */
START_TEST(test_a_wrong_checksum_does_not_hide_the_clocks)
{
    struct collector collector = begin(true);
    struct task wrong = tasks[0];
    uint64_t guest_ns[2][2] = {{0, 10 * MS}, {100 * MS, 120 * MS}};
    uint64_t wall_ns[2][2] = {{0, 20 * MS}, {100 * MS, 120 * MS}};
    wrong.checksum++;
    for (uint32_t i = 0; i < 2; i++) {
        send(&collector, &wrong, i, guest_ns[i], wall_ns[i]);
        ck_assert_int_eq(samples[i].outcome, OUTCOME_CHECKSUM);
    }
    ck_assert(samples[0].clocks_apart && !samples[1].clocks_apart);

    collector = begin(true);
    send_all(&collector, 80 * MS, 1.02);
    ck_assert(!samples[0].clocks_apart);
    samples[0].outcome = OUTCOME_CHECKSUM;
    ck_assert(!collector_end(&collector, OUTCOME_MISSING));
    ck_assert_int_eq(samples[0].outcome, OUTCOME_CHECKSUM);
    ck_assert(samples[0].clocks_apart);
}
END_TEST

/* The same jump, but the scheduler says that somebody had to wait for 8 ms meanwhile. */
START_TEST(test_known_waiting_explains_a_difference)
{
    struct collector collector = begin(true);
    struct mark mark = {.kind = MARK_BEGIN, .name = "one", .size = 10, .last_ns = 100 * MS};
    collector.waited_before_ns = 5 * MS;
    collector.waited_ns = 5 * MS;
    collector_take(&collector, &mark);
    collector.waited_ns = 13 * MS;
    mark.kind = MARK_END;
    mark.tsc_end = 10 * MS;
    mark.first_ns = 120 * MS;
    mark.checksum = 1;
    collector_take(&collector, &mark);
    ck_assert_int_eq(samples[0].outcome, OUTCOME_OK);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_wrong_rate_is_found_over_the_boot,
        test_a_short_span_says_nothing,
        test_a_counter_that_is_no_clock,
        test_the_driver_alone_times,
        test_a_late_driver_times_nothing,
        test_a_single_jump_is_found_in_its_sample,
        test_a_wrong_checksum_does_not_hide_the_clocks,
        test_known_waiting_explains_a_difference,
    };
    return RUN_TESTS("collector clocks", tests);
}
