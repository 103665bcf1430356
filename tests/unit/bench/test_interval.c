/* How often the 95 % intervals of medians hold the truth, when the truth is known. */
#include "statistics/statistics.h"
#include "unit/run_tests.h"

#include <stdbool.h>
#include <stdio.h>

enum { TRIALS = 500, MOST = 16 };

static double median_of_picks(void *data, const unsigned *picks, size_t count)
{
    const double *values = data;
    double picked[MOST];
    for (size_t i = 0; i < count; i++)
        picked[i] = values[picks[i]];
    return statistics_median(picked, count);
}

/* About normal: twelve numbers from 0 to 1 have a variance of 1 in all. */
static double noise(struct random *random)
{
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += (double)(random_next(random) >> 11) * 0x1p-53;
    return sum;
}

static bool holds_the_truth(struct random *random, size_t units)
{
    double values[MOST];
    struct interval interval;
    for (size_t i = 0; i < units; i++)
        values[i] = noise(random);
    ck_assert_int_eq(statistics_bootstrap(&interval, units, median_of_picks, values,
                                          random_begin(random_next(random), "test")),
                     0);
    return interval.low <= 0 && interval.high >= 0;
}

/* In so many trials a share of 95 % comes out as 93 to 97 %. */
START_TEST(test_intervals_hold_the_truth)
{
    static const size_t units[] = {6, 9, 16};
    struct random random = random_begin(1, "noise");
    unsigned held = 0;
    for (int trial = 0; trial < TRIALS; trial++)
        held += holds_the_truth(&random, units[_i]);
    printf("of %zu rounds: %.1f %% of the intervals hold the truth\n", units[_i],
           100.0 * held / TRIALS);
    ck_assert_uint_ge(held, TRIALS * 93 / 100);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("interval");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, test_intervals_hold_the_truth, 0, 3);
    Suite *suite = suite_create("interval");
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
