/* From marks to samples: whose they are, and what became of them. */
#include "collector_fixture.h"

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
    ck_assert_uint_eq(samples[8].begin_ns, 1000 * MS + 8 * 101 * MS);
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
    };
    return RUN_TESTS("collector", tests);
}
