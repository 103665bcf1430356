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
    ck_assert_uint_eq(samples[8].tsc_begin, samples[8].begin_ns);
    ck_assert_uint_eq(samples[8].tsc_end, samples[8].begin_ns + 100 * MS);
    ck_assert_uint_eq(samples[8].checksum, 2);
    for (int i = 0; i < SAMPLES; i++) {
        ck_assert_int_eq(samples[i].warmup, i % ITERATIONS == 0);
        ck_assert_uint_eq(samples[i].size, tasks[i / ITERATIONS].size);
        ck_assert_uint_eq(samples[i].tsc_hz, HZ);
        ck_assert_str_eq(samples[i].engine, "kvm");
    }
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

static void must_be_spec(size_t first, size_t count, bool hypervisor, const char *expected)
{
    char *spec = task_spec(tasks + first, count, 4, hypervisor);
    ck_assert_str_eq(spec, expected);
    free(spec);
}

START_TEST(test_what_is_asked_for)
{
    must_be_spec(0, TASKS, true, "one:10:4,outside:20:4,two:30:4");
    must_be_spec(0, TASKS, false, "one:10:4,two:30:4");
    must_be_spec(1, 2, false, "two:30:4");
    must_be_spec(0, 0, true, "");
}
END_TEST

/* As the files have it (docs/contract.md): which are timed, and which speak against a boot. */
START_TEST(test_outcomes_have_names)
{
    static const struct {
        const char *name;
        bool timed, bad;
    } outcomes[] = {
        {"ok", true, false},           {"checksum", true, true}, {"clock", true, true},
        {"unsupported", false, false}, {"unknown", false, true}, {"memory", false, true},
        {"fault", false, true},        {"failed", false, true},  {"missing", false, true},
        {"garbled", false, true},      {"crashed", false, true}, {"timeout", false, true},
        {"skipped", false, true},
    };
    enum outcome outcome = OUTCOME_OK;
    ck_assert_uint_eq(sizeof outcomes / sizeof *outcomes, OUTCOME_COUNT);
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        ck_assert_msg(outcome_find(outcomes[i].name, &outcome), "%s", outcomes[i].name);
        ck_assert_str_eq(outcome_name(outcome), outcomes[i].name);
        ck_assert_int_eq(outcome_timed(outcome), outcomes[i].timed);
        ck_assert_int_eq(outcome_bad(outcome), outcomes[i].bad);
    }
    ck_assert(!outcome_find("nothing", &outcome));
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
        test_what_is_asked_for,
        test_outcomes_have_names,
    };
    return RUN_TESTS("collector", tests);
}
