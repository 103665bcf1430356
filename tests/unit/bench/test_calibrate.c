/* From costs and a budget to sizes and rounds. */
#include "run/calibrate.h"
#include "unit/run_tests.h"

#include <math.h>

/* Two engines, the second ten times slower; a third whose costs are not known. */
static const struct cost costs[] = {
    {.unit_ns = {1e3, 1e4, 0}},
    {.unit_ns = {2e3, 2e4, 0}},
};

static struct calibration calibration(void)
{
    return (struct calibration){
        .engines = 3, .workloads = 2, .costs = costs, .boot_ns = 1e9, .iterations = 4};
}

START_TEST(test_slowest_and_fastest_ignore_what_is_not_known)
{
    ck_assert_double_eq(calibrate_slowest(&costs[0], 3), 1e4);
    ck_assert_double_eq(calibrate_fastest(&costs[0], 3), 1e3);
    const struct cost none = {.unit_ns = {0}};
    ck_assert_double_eq(calibrate_slowest(&none, 3), 0);
    ck_assert_double_eq(calibrate_fastest(&none, 3), 0);
}
END_TEST

/* Each iteration takes 1.1 times what it takes in the slowest engine; 8 of them a round. */
START_TEST(test_a_round_is_the_sum_of_its_parts)
{
    struct calibration all = calibration();
    ck_assert_double_eq_tol(calibrate_round_ns(&all, 1e8), 1e9 + 8 * 1.1 * 1e8, 1);
}
END_TEST

/* Besides the rounds, the fast engine runs the second workload ten times more, in boots of 3 s. */
START_TEST(test_what_is_apart_from_the_rounds_has_its_part)
{
    struct cost with_apart[2] = {costs[0], costs[1]};
    struct calibration more = calibration();
    more.costs = with_apart;
    more.apart_ns = 3e9;
    with_apart[1].apart[0] = 10;
    struct plan plan = calibrate_plan(&more, 20e9, 3);
    double rounds_ns = plan.rounds * calibrate_round_ns(&more, plan.iteration_ns);
    double apart_ns = 3e9 + 10 * 0.1 * plan.iteration_ns;
    ck_assert_double_eq_tol(rounds_ns + apart_ns, 20e9, 1e3);
}
END_TEST

/* What tells the checksums works once on each workload, no slower than the fastest engine. */
START_TEST(test_the_checksums_have_their_part)
{
    struct calibration all = calibration();
    all.native_iterations = 1;
    struct plan plan = calibrate_plan(&all, 20e9, 3);
    double rounds_ns = plan.rounds * calibrate_round_ns(&all, plan.iteration_ns);
    ck_assert_double_eq_tol(rounds_ns + 2 * 0.1 * plan.iteration_ns, 20e9, 1e3);
}
END_TEST

START_TEST(test_given_rounds_fill_the_budget)
{
    struct calibration all = calibration();
    struct plan plan = calibrate_plan(&all, 20e9, 5);
    ck_assert_uint_eq(plan.rounds, 5);
    ck_assert_double_eq_tol(plan.rounds * calibrate_round_ns(&all, plan.iteration_ns), 20e9, 1e3);
}
END_TEST

/* Plenty of time: all the rounds that are good, each filled. */
START_TEST(test_automatic_rounds_with_time)
{
    struct calibration all = calibration();
    struct plan plan = calibrate_plan(&all, 60e9, 0);
    ck_assert_uint_eq(plan.rounds, ROUNDS_GOOD);
    ck_assert_double_eq_tol(plan.rounds * calibrate_round_ns(&all, plan.iteration_ns), 60e9, 1e3);
    ck_assert_double_ge(plan.iteration_ns, ITERATION_GOOD_NS);
}
END_TEST

/* 10 s are enough for 5 rounds of 1 s of boots and 0.88 s of iterations of 100 ms, not for 6. */
START_TEST(test_automatic_rounds_give_way_to_longer_iterations)
{
    struct calibration all = calibration();
    struct plan plan = calibrate_plan(&all, 10e9, 0);
    ck_assert_uint_eq(plan.rounds, 5);
    ck_assert_double_ge(plan.iteration_ns, ITERATION_GOOD_NS);
}
END_TEST

START_TEST(test_a_hopeless_budget_still_gives_a_plan)
{
    struct calibration all = calibration();
    struct plan plan = calibrate_plan(&all, 1e9, 0);
    ck_assert_uint_eq(plan.rounds, ROUNDS_MIN);
    ck_assert_double_eq(plan.iteration_ns, ITERATION_MIN_NS);
    plan = calibrate_plan(&all, -5e9, 7);
    ck_assert_uint_eq(plan.rounds, 7);
    ck_assert_double_eq(plan.iteration_ns, ITERATION_MIN_NS);
    plan = calibrate_plan(&all, 1e15, 0);
    ck_assert_double_eq(plan.iteration_ns, ITERATION_MAX_NS);
}
END_TEST

START_TEST(test_no_costs_at_all)
{
    const struct cost none = {.unit_ns = {0}};
    struct calibration all = {.engines = 2, .workloads = 1, .costs = &none, .iterations = 4};
    struct plan plan = calibrate_plan(&all, 10e9, 0);
    ck_assert_uint_ge(plan.rounds, ROUNDS_MIN);
    ck_assert(isfinite(plan.iteration_ns));
    ck_assert_uint_eq(calibrate_size(&none, 2, plan.iteration_ns, 17), 17);
}
END_TEST

START_TEST(test_sizes_follow_the_slowest_engine)
{
    ck_assert_uint_eq(calibrate_size(&costs[0], 3, 1e8, 1), 10000);
    ck_assert_uint_eq(calibrate_size(&costs[1], 3, 1e8, 1), 5000);
}
END_TEST

START_TEST(test_sizes_have_two_digits)
{
    const struct cost unit = {.unit_ns = {1}};
    static const struct {
        double iteration_ns;
        uint32_t size;
    } cases[] = {{0.2, 1},   {1, 1},         {9.9, 9},         {99, 99},          {100, 100},
                 {109, 100}, {12345, 12000}, {999999, 990000}, {5e9, 4200000000u}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_uint_eq(calibrate_size(&unit, 1, cases[i].iteration_ns, 3), cases[i].size);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_slowest_and_fastest_ignore_what_is_not_known,
        test_a_round_is_the_sum_of_its_parts,
        test_what_is_apart_from_the_rounds_has_its_part,
        test_the_checksums_have_their_part,
        test_given_rounds_fill_the_budget,
        test_automatic_rounds_with_time,
        test_automatic_rounds_give_way_to_longer_iterations,
        test_a_hopeless_budget_still_gives_a_plan,
        test_no_costs_at_all,
        test_sizes_follow_the_slowest_engine,
        test_sizes_have_two_digits,
    };
    return RUN_TESTS("calibrate", tests);
}
