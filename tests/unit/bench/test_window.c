/* The time in which several machines all worked, and the share of its work that each did in it. */
#include "run/studies/window.h"
#include "unit/run_tests.h"

#define NEAR(value, expected) ck_assert_double_eq_tol(value, expected, 1e-6)

enum { STEPS = 4, STEP_NS = 100 };

/** Steps of 100 ns, one right after the other, from a time on. */
static struct worker work_from(struct sample step[STEPS], uint64_t begin_ns)
{
    for (unsigned i = 0; i < STEPS; i++)
        step[i] = (struct sample){.begin_ns = begin_ns + i * STEP_NS, .wall_ns = STEP_NS};
    return (struct worker){.step = step, .steps = STEPS};
}

START_TEST(one_machine_works_all_the_time)
{
    struct sample step[STEPS];
    struct worker worker = work_from(step, 1000);
    struct window whole = window_whole(&worker, 1), common = window_common(&worker, 1);
    ck_assert_uint_eq(whole.begin_ns, 1000);
    ck_assert_uint_eq(whole.end_ns, 1400);
    ck_assert_uint_eq(common.begin_ns, 1000);
    ck_assert_uint_eq(common.end_ns, 1400);
    ck_assert_double_eq(window_share(&worker, common), 1);
}
END_TEST

/* The second begins 150 ns later: 250 ns are common to both, 2.5 steps of each. */
START_TEST(what_lies_outside_the_common_time_does_not_count)
{
    struct sample step[2][STEPS];
    struct worker worker[2] = {work_from(step[0], 1000), work_from(step[1], 1150)};
    struct window common = window_common(worker, 2);
    ck_assert_uint_eq(window_ns(window_whole(worker, 2)), 550);
    ck_assert_uint_eq(common.begin_ns, 1150);
    ck_assert_uint_eq(common.end_ns, 1400);
    NEAR(window_share(&worker[0], common), 2.5 / STEPS);
    NEAR(window_share(&worker[1], common), 2.5 / STEPS);
}
END_TEST

/* While alone the first was fast: two steps in 20 ns. Of what it did later, each step counts by
 * itself, and the pause before the last is nobody's work. */
START_TEST(each_step_has_a_pace_of_its_own)
{
    struct sample step[2][STEPS];
    struct worker worker[2] = {work_from(step[0], 0), work_from(step[1], 20)};
    const uint64_t begin_ns[STEPS] = {0, 10, 20, 150}, wall_ns[STEPS] = {10, 10, 100, 100};
    for (unsigned i = 0; i < STEPS; i++) {
        step[0][i].begin_ns = begin_ns[i];
        step[0][i].wall_ns = wall_ns[i];
    }
    struct window common = window_common(worker, 2);
    ck_assert_uint_eq(window_ns(common), 230);
    NEAR(window_share(&worker[0], common), 2.0 / STEPS);
    NEAR(window_share(&worker[1], common), 2.3 / STEPS);
}
END_TEST

/* The driver was late, and read the marks of a step's begin and end at once. */
START_TEST(a_step_without_length_is_in_it_or_not)
{
    struct sample step[STEPS];
    struct worker worker = work_from(step, 0);
    step[1].wall_ns = 0;
    NEAR(window_share(&worker, window_common(&worker, 1)), 1);
    NEAR(window_share(&worker, (struct window){.begin_ns = 200, .end_ns = 400}), 2.0 / STEPS);
}
END_TEST

START_TEST(machines_that_never_met_have_no_common_time)
{
    struct sample step[2][STEPS];
    struct worker worker[2] = {work_from(step[0], 0), work_from(step[1], 500)};
    struct window common = window_common(worker, 2);
    ck_assert_uint_eq(window_ns(common), 0);
    ck_assert_double_eq(window_share(&worker[0], common), 0);
    ck_assert_double_eq(window_share(&worker[1], common), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        one_machine_works_all_the_time,
        what_lies_outside_the_common_time_does_not_count,
        each_step_has_a_pace_of_its_own,
        a_step_without_length_is_in_it_or_not,
        machines_that_never_met_have_no_common_time,
    };
    return RUN_TESTS("window", tests);
}
