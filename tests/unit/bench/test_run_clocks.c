/* Whole runs of the driver over engines whose clock is wrong, or whose marks come late. */
#include "run_fixture.h"

/**
 * Whether a busy machine has disturbed so many samples that the run has to fail: 5 of 12 of kvm's,
 * or 4 of 8 of native's (docs/method.md). The warm-ups are in neither.
 */
static bool was_too_noisy(const struct record *record)
{
    unsigned disturbed[2] = {0};
    for (size_t i = 0; i < record->samples; i++) {
        const struct sample *sample = &record->sample[i];
        disturbed[strcmp(sample->engine, "kvm") == 0] +=
            !sample->warmup && sample->outcome == OUTCOME_CLOCK;
    }
    return disturbed[1] >= 5 || disturbed[0] >= 4;
}

START_TEST(test_a_clock_that_runs_wrong)
{
    struct record record = run_faulty("vmm:clock");
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_CLOCK), ROWS);
    record_free(&record);
}
END_TEST

/* A rate that is wrong by a share shows over the boot, however short its samples. */
START_TEST(test_a_clock_of_another_rate)
{
    setenv("FAKE_FAULT", "vmm:fast", 1);
    setenv("FAKE_FROM", "1", 1);
    ck_assert_int_eq(run("run --engines kvm,native --budget 4 --rounds 2 --iterations 2 --out out"),
                     STATUS_INVALID);
    struct record record = load();
    ck_assert_uint_eq(count_boots(&record, "kvm", OUTCOME_CLOCK), 2);
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_CLOCK), ROWS);
    ck_assert_uint_eq(count_sound_boots(&record, "native"), 2);
    ck_assert(said("stderr.txt", "advanced differently over the boot"));
    record_free(&record);
}
END_TEST

/* One mark in one boot that comes late: 1 of 12 samples, left out and named. */
START_TEST(test_a_disturbed_sample_is_left_out)
{
    setenv("FAKE_FAULT", "vmm:late", 1);
    setenv("FAKE_FROM", "2", 1);
    int status = run(TWO SHORT);
    struct record record = load();
    ck_assert_uint_eq(count_sound_boots(&record, "kvm"), 2);
    ck_assert_uint_ge(count_samples(&record, "kvm", OUTCOME_CLOCK), 1);
    ck_assert(said("out/summary.csv", " of 6 clock"));
    if (was_too_noisy(&record) || count_boots(&record, "kvm", OUTCOME_CLOCK) > 0) {
        ck_assert_int_eq(status, STATUS_INVALID);
    } else {
        ck_assert_int_eq(status, 0);
        ck_assert(said("stderr.txt", "warning: the two clocks disagree about "));
        ck_assert(!said("stderr.txt", "not valid"));
        ck_assert(!said("out/summary.csv", ",0,1 of 6 clock"));
    }
    ck_assert(said("out/summary.md", "The two clocks disagree about "));
    record_free(&record);
}
END_TEST

START_TEST(test_too_many_disturbed_samples)
{
    struct record record = run_faulty("vmm:sluggish");
    ck_assert_uint_eq(count_sound_boots(&record, "kvm"), 2);
    ck_assert_uint_ge(count_samples(&record, "kvm", OUTCOME_CLOCK), 5);
    ck_assert(said("stderr.txt", " of 6 clock"));
    ck_assert(said("out/summary.csv", ",0,4 of 6 clock"));
    record_free(&record);
}
END_TEST

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_a_clock_that_runs_wrong,
        test_a_clock_of_another_rate,
        test_a_disturbed_sample_is_left_out,
        test_too_many_disturbed_samples,
    };
    return run_whole_runs(argc, argv, "run clocks", tests, sizeof tests / sizeof *tests, NULL, 0);
}
