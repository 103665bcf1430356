/* How often the 95 % intervals of medians hold the truth, when the truth is known; and those of
   what two samples make. */
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

enum { NINE = 9 };

/** The median of the first's picks less that of the second's. */
static double difference(void *data, const unsigned *first, const unsigned *second)
{
    double(*values)[NINE] = data, picked[2][NINE];
    for (int i = 0; i < NINE; i++) {
        picked[0][i] = values[0][first[i]];
        picked[1][i] = values[1][second[i]];
    }
    return statistics_median(picked[0], NINE) - statistics_median(picked[1], NINE);
}

/* Whichever of the two scatters, the interval has it; where neither does, it is a point. */
START_TEST(test_both_samples_are_drawn)
{
    for (int scatters = 0; scatters < 4; scatters++) {
        double values[2][NINE];
        struct interval interval;
        for (int i = 0; i < NINE; i++) {
            values[0][i] = scatters & 1 ? 10 + i : 14;
            values[1][i] = scatters & 2 ? i : 4;
        }
        ck_assert_int_eq(statistics_bootstrap_two(&interval, NINE, NINE, difference, values,
                                                  random_begin(1, "test")),
                         0);
        if (scatters == 0)
            ck_assert(!(interval.low < 10) && !(interval.high > 10));
        else
            ck_assert(interval.low < 9 && interval.high > 11);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("interval");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, test_intervals_hold_the_truth, 0, 3);
    tcase_add_test(tests, test_both_samples_are_drawn);
    Suite *suite = suite_create("interval");
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
