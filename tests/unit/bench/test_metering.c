/* What the boots outside the rounds are foreseen to take. */
#include "engines/engines.h"
#include "run/metering/metering.h"
#include "unit/run_tests.h"

/* Under -icount a boot takes half as long again; it has a warm-up and two iterations. */
#define COUNTED (1.5 * 3)

static struct bench_options options = {.iterations = 3};
static struct task tasks[] = {{.workload = "work", .size = 10},
                              {.workload = "nap", .size = 20, .waits = true}};
static struct cost costs[2];

/** A run of three engines: kvm, tcg, native. The first's boots take 1 s, the second's 2 s. */
static struct run calibrated(void)
{
    struct run run = {.options = &options,
                      .tasks = 2,
                      .task = tasks,
                      .cost = costs,
                      .contenders = 3,
                      .contender = {{.engine = &engine_kvm, .boot_ns = 1e9},
                                    {.engine = &engine_tcg, .boot_ns = 2e9},
                                    {.engine = &engine_native, .boot_ns = 4e9}}};
    costs[0] = (struct cost){.unit_ns = {1, 100, 1}};
    costs[1] = (struct cost){.unit_ns = {5, 5, 5}};
    return run;
}

START_TEST(what_waits_has_no_instructions_counted)
{
    struct run run = calibrated();
    struct calibration calibration = {0};
    metering_foresee(&run, &calibration);
    ck_assert_double_eq_tol(costs[0].apart[1], COUNTED, 1e-9);
    ck_assert_double_eq(costs[1].apart[1], 0);
}
END_TEST

/* A warm-up and one more in a boot of its own, and those of a boot as in the rounds. */
START_TEST(exits_are_counted_of_everything_on_kvm)
{
    struct run run = calibrated();
    struct calibration calibration = {0};
    metering_foresee(&run, &calibration);
    for (int i = 0; i < 2; i++) {
        ck_assert_double_eq_tol(costs[i].apart[0], 2 + 4, 1e-9);
        ck_assert_double_eq(costs[i].apart[2], 0);
    }
    /* Two workloads alone, next to nothing, and all: 4 boots of kvm; one of tcg. */
    ck_assert_double_eq_tol(calibration.apart_ns, 4 * 1e9 + 1.5 * 2e9, 1);
}
END_TEST

START_TEST(what_is_expected_follows_the_sizes)
{
    struct run run = calibrated();
    double boots_ns = 4 * 1e9 + 1.5 * 2e9, exits_ns = 6 * (10 * 1 + 20 * 5);
    ck_assert_double_eq_tol(metering_expected_ns(&run), boots_ns + exits_ns + COUNTED * 10 * 100,
                            1);
    run.contenders = 1;
    ck_assert_double_eq_tol(metering_expected_ns(&run), 4 * 1e9 + exits_ns, 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        what_waits_has_no_instructions_counted,
        exits_are_counted_of_everything_on_kvm,
        what_is_expected_follows_the_sizes,
    };
    return RUN_TESTS("metering", tests);
}
