/* From marks to samples: whose they are, and whether the two clocks believe each other. */
#include "collector.h"
#include "run_tests.h"

#include <string.h>

#define HZ 1000000000ull /* a tick is a nanosecond */
#define MS 1000000ull

enum { ITERATIONS = 3, TASKS = 3, SAMPLES = ITERATIONS * TASKS };

static const struct task tasks[TASKS] = {
    {.workload = "one", .size = 10, .checksum_known = true, .checksum = 1},
    {.workload = "outside", .size = 20, .needs_hypervisor = true},
    {.workload = "two", .size = 30, .checksum_known = true, .checksum = 2},
};

static struct sample samples[SAMPLES];

static struct collector begin(bool hypervisor)
{
    struct boot boot = {.round = 4, .order = 2, .engine = "kvm", .arch = "i386"};
    struct collector collector = {.tasks = tasks,
                                  .iterations = ITERATIONS,
                                  .hypervisor = hypervisor,
                                  .tsc_hz = HZ,
                                  .samples = samples};
    collector_begin(&collector, &boot, TASKS);
    return collector;
}

/** Sends a begin and an end: the guest's clock and the driver's each from a start on. */
static void send(struct collector *collector, const struct task *task, uint32_t iteration,
                 uint64_t guest_ns[2], uint64_t wall_ns[2])
{
    struct mark mark = {.kind = MARK_BEGIN,
                        .size = task->size,
                        .iteration = iteration,
                        .tsc_begin = guest_ns[0],
                        .first_ns = wall_ns[0],
                        .last_ns = wall_ns[0]};
    strcpy(mark.name, task->workload);
    collector_take(collector, &mark);
    mark.kind = MARK_END;
    mark.tsc_end = guest_ns[1];
    mark.first_ns = mark.last_ns = wall_ns[1];
    mark.checksum = task->checksum;
    collector_take(collector, &mark);
}

/**
 * Sends all iterations of all tasks, each of the same length by the wall clock.
 * @param rate  of the guest's clock: 1 is right
 */
static void send_all(struct collector *collector, uint64_t length_ns, double rate)
{
    uint64_t now_ns = 1000 * MS;
    for (unsigned task = 0; task < TASKS; task++) {
        for (uint32_t i = 0; i < ITERATIONS; i++) {
            uint64_t wall_ns[2] = {now_ns, now_ns + length_ns};
            uint64_t guest_ns[2] = {(uint64_t)((double)wall_ns[0] * rate),
                                    (uint64_t)((double)wall_ns[1] * rate)};
            send(collector, &tasks[task], i, guest_ns, wall_ns);
            now_ns += length_ns + MS;
        }
    }
}

static size_t count(enum outcome outcome)
{
    size_t found = 0;
    for (int i = 0; i < SAMPLES; i++)
        found += samples[i].outcome == outcome;
    return found;
}

START_TEST(test_a_boot_fills_its_samples)
{
    struct collector collector = begin(true);
    send_all(&collector, 100 * MS, 1);
    ck_assert(!collector_lacks(&collector));
    ck_assert(collector_end(&collector, OUTCOME_MISSING));
    ck_assert_str_eq(collector.error, "");
    ck_assert_uint_eq(count(OUTCOME_OK), SAMPLES);
    ck_assert_uint_eq(samples[0].round, 4);
    ck_assert_uint_eq(samples[0].order, 2);
    ck_assert_str_eq(samples[8].workload, "two");
    ck_assert_uint_eq(samples[8].iteration, 2);
    ck_assert_uint_eq(samples[8].guest_ns, 100 * MS);
    ck_assert_uint_eq(samples[8].wall_ns, 100 * MS);
    for (int i = 0; i < SAMPLES; i++)
        ck_assert_int_eq(samples[i].warmup, i % ITERATIONS == 0);
}
END_TEST

START_TEST(test_without_hypervisor_some_are_not_expected)
{
    struct collector collector = begin(false);
    uint64_t span[2] = {0, MS};
    for (uint32_t i = 0; i < ITERATIONS; i++)
        send(&collector, &tasks[0], i, span, span);
    for (uint32_t i = 0; i < ITERATIONS; i++)
        send(&collector, &tasks[2], i, span, span);
    ck_assert_str_eq(collector.error, "");
    ck_assert(!collector_lacks(&collector));
    ck_assert_uint_eq(count(OUTCOME_UNSUPPORTED), ITERATIONS);
}
END_TEST

START_TEST(test_marks_out_of_turn_are_refused)
{
    uint64_t span[2] = {0, MS};
    struct task other = tasks[0];
    struct collector collector = begin(true);
    send(&collector, &tasks[0], 1, span, span);
    ck_assert_str_ne(collector.error, "");
    collector = begin(true);
    send(&collector, &tasks[1], 0, span, span);
    ck_assert_str_ne(collector.error, "");
    collector = begin(true);
    other.size = 11;
    send(&collector, &other, 0, span, span);
    ck_assert_str_ne(collector.error, "");
    collector_end(&collector, OUTCOME_GARBLED);
    ck_assert_uint_eq(count(OUTCOME_GARBLED), SAMPLES);
}
END_TEST

START_TEST(test_marks_of_another_architecture_are_refused)
{
    struct collector collector = begin(true);
    struct mark mark = {.kind = MARK_BOOT, .name = "x86_64"};
    collector_take(&collector, &mark);
    ck_assert_str_ne(collector.error, "");
}
END_TEST

START_TEST(test_a_failure_takes_the_rest_of_its_task)
{
    struct collector collector = begin(true);
    uint64_t span[2] = {0, MS};
    struct mark mark = {.kind = MARK_FAIL, .name = "one", .size = 10, .iteration = 1};
    strcpy(mark.reason, "fault");
    send(&collector, &tasks[0], 0, span, span);
    collector_take(&collector, &mark);
    send(&collector, &tasks[1], 0, span, span);
    ck_assert_str_eq(collector.error, "");
    collector_end(&collector, OUTCOME_MISSING);
    ck_assert_int_eq(samples[0].outcome, OUTCOME_OK);
    ck_assert_int_eq(samples[1].outcome, OUTCOME_FAULT);
    ck_assert_int_eq(samples[2].outcome, OUTCOME_FAULT);
    ck_assert_int_eq(samples[3].outcome, OUTCOME_OK);
    ck_assert_int_eq(samples[4].outcome, OUTCOME_MISSING);
}
END_TEST

/* Only an engine that was asked for too much may say "unsupported", and none is. */
START_TEST(test_unsupported_is_no_excuse)
{
    struct collector collector = begin(true);
    struct mark mark = {.kind = MARK_FAIL, .name = "one", .size = 10};
    strcpy(mark.reason, "unsupported");
    collector_take(&collector, &mark);
    ck_assert_uint_eq(count(OUTCOME_FAILED), ITERATIONS);
    ck_assert(outcome_bad(OUTCOME_FAILED));
}
END_TEST

START_TEST(test_a_wrong_checksum)
{
    struct collector collector = begin(true);
    uint64_t span[2] = {0, MS};
    struct task wrong = tasks[0];
    wrong.checksum = 7;
    send(&collector, &wrong, 0, span, span);
    ck_assert_int_eq(samples[0].outcome, OUTCOME_CHECKSUM);
    ck_assert_uint_eq(samples[0].checksum, 7);
}
END_TEST

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
        test_a_boot_fills_its_samples,
        test_without_hypervisor_some_are_not_expected,
        test_marks_out_of_turn_are_refused,
        test_marks_of_another_architecture_are_refused,
        test_a_failure_takes_the_rest_of_its_task,
        test_unsupported_is_no_excuse,
        test_a_wrong_checksum,
        test_a_wrong_rate_is_found_over_the_boot,
        test_a_short_span_says_nothing,
        test_a_counter_that_is_no_clock,
        test_the_driver_alone_times,
        test_a_late_driver_times_nothing,
        test_a_single_jump_is_found_in_its_sample,
        test_known_waiting_explains_a_difference,
    };
    return RUN_TESTS("collector", tests);
}
