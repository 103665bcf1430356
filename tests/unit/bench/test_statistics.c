/* Statistics, against values computed by other means. */
#include "statistics/statistics.h"
#include "statistics/student.h"
#include "unit/run_tests.h"

#include <math.h>
#include <string.h>

#define NEAR(value, expected) ck_assert_double_eq_tol(value, expected, 1e-9)

static const double sample[] = {12.1, 3.4, 9.9, 27.5, 8.8, 14.2, 10.0, 11.3, 9.1};
enum { SAMPLE = sizeof sample / sizeof *sample };

/* Python's statistics.quantiles(…, method="inclusive"), which is definition 7 too. */
START_TEST(test_quantiles)
{
    double values[SAMPLE];
    memcpy(values, sample, sizeof sample);
    statistics_sort(values, SAMPLE);
    NEAR(statistics_quantile(values, SAMPLE, 0), 3.4);
    NEAR(statistics_quantile(values, SAMPLE, 0.025), 4.48);
    NEAR(statistics_quantile(values, SAMPLE, 0.25), 9.1);
    NEAR(statistics_quantile(values, SAMPLE, 0.5), 10.0);
    NEAR(statistics_quantile(values, SAMPLE, 0.75), 12.1);
    NEAR(statistics_quantile(values, SAMPLE, 0.975), 24.84);
    NEAR(statistics_quantile(values, SAMPLE, 1), 27.5);
}
END_TEST

START_TEST(test_medians)
{
    double one[] = {7}, two[] = {9, 4}, odd[] = {3, 1, 2}, even[] = {8, 1, 4, 2};
    NEAR(statistics_median(one, 1), 7);
    NEAR(statistics_median(two, 2), 6.5);
    NEAR(statistics_median(odd, 3), 2);
    NEAR(statistics_median(even, 4), 3);
}
END_TEST

/* Of all sizes to 64, in random order, ascending and descending, with equal values and without. */
START_TEST(test_a_median_is_that_of_the_sorted_values)
{
    struct random random = random_begin(1, "medians");
    for (size_t count = 1; count <= 64; count++) {
        for (int turn = 0; turn < 60; turn++) {
            double values[64], sorted[64];
            for (size_t i = 0; i < count; i++)
                values[i] = (double)random_below(&random, turn % 2 ? 5 : 1000000) / 7;
            memcpy(sorted, values, sizeof values);
            statistics_sort(sorted, count);
            for (size_t i = 0; turn % 3 > 0 && i < count; i++)
                values[i] = sorted[turn % 3 == 1 ? i : count - 1 - i];
            ck_assert_double_eq(statistics_median(values, count),
                                statistics_quantile(sorted, count, 0.5));
            statistics_sort(values, count); /* none is lost */
            ck_assert_mem_eq(values, sorted, count * sizeof *values);
        }
    }
}
END_TEST

START_TEST(test_median_absolute_deviation)
{
    double values[SAMPLE], constant[] = {5, 5, 5, 5};
    memcpy(values, sample, sizeof sample);
    NEAR(statistics_mad(values, SAMPLE, 10.0), 1.3);
    NEAR(statistics_mad(constant, 4, 5), 0);
    /* The example of Rousseeuw and Croux (JASA 88, 1993): 1 1 2 2 4 6 9 has MAD 1. */
    double known[] = {1, 1, 2, 2, 4, 6, 9};
    NEAR(statistics_mad(known, 7, 2), 1);
    /* The first example of R's help page mad(): mad(c(1:9)) is 2.9652, that is 1.4826 × 2. */
    double nine[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    NEAR(MAD_SCALE * statistics_mad(nine, 9, 5), 2.9652);
}
END_TEST

static double median_of_picks(void *data, const unsigned *picks, size_t count)
{
    const double *values = data;
    double picked[64];
    for (size_t i = 0; i < count; i++)
        picked[i] = values[picks[i]];
    return statistics_median(picked, count);
}

/*
 * The bootstrap distribution of the median of n distinct values is known exactly: the median of a
 * resample is at most the k-th value with the probability that at least (n + 1) / 2 of n draws,
 * each with chance k/n, fall there. For n = 15 that is 0.0042 at k = 3 and 0.0254 at k = 4, so
 * that the quantile at Φ(−√(15/14) · 2.1448) = 0.0132 is the 4th value, and by symmetry the other
 * the 12th.
 */
START_TEST(test_bootstrap_finds_the_exact_interval)
{
    double values[15];
    for (int i = 0; i < 15; i++)
        values[i] = i + 1;
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct interval interval;
        ck_assert_int_eq(statistics_bootstrap(&interval, 15, median_of_picks, values,
                                              random_begin(seed, "test")),
                         0);
        NEAR(interval.low, 4);
        NEAR(interval.high, 12);
    }
}
END_TEST

/* With five values even the extremes have a chance of 0.058 to be a resample's median. */
START_TEST(test_bootstrap_of_few_values_is_their_range)
{
    double values[] = {1, 2, 4, 8, 16};
    struct interval interval;
    ck_assert_int_eq(
        statistics_bootstrap(&interval, 5, median_of_picks, values, random_begin(1, "test")), 0);
    NEAR(interval.low, 1);
    NEAR(interval.high, 16);
    ck_assert_int_eq(
        statistics_bootstrap(&interval, 1, median_of_picks, values, random_begin(1, "test")), 0);
    NEAR(interval.low, 1);
    NEAR(interval.high, 1);
}
END_TEST

static double mean_of_picks(void *data, const unsigned *picks, size_t count)
{
    const double *values = data;
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += values[picks[i]];
    return total / (double)count;
}

/* A statistic with fine steps shows whether the same seed gives the same interval, and only it. */
START_TEST(test_bootstrap_follows_its_seed)
{
    double values[SAMPLE];
    struct interval first, again, other;
    memcpy(values, sample, sizeof sample);
    statistics_bootstrap(&first, SAMPLE, mean_of_picks, values, random_begin(1, "test"));
    statistics_bootstrap(&again, SAMPLE, mean_of_picks, values, random_begin(1, "test"));
    statistics_bootstrap(&other, SAMPLE, mean_of_picks, values, random_begin(2, "test"));
    ck_assert_double_eq(first.low, again.low);
    ck_assert_double_eq(first.high, again.high);
    ck_assert(first.low != other.low || first.high != other.high);
}
END_TEST

/*
 * Interval by interval what a second implementation of SplitMix64, of the drawing, of Student's t
 * and of definition 7 came to, written in another language (Python's integers, zlib.crc32,
 * math.fsum).
 */
START_TEST(test_bootstrap_of_a_seed_is_known)
{
    static const struct {
        uint64_t seed;
        struct interval mean, median;
    } cases[] = {
        {1, {7.698720301047218, 17.56794636561945}, {8.8, 14.2}},
        {2, {7.754275856602773, 17.883973182809726}, {8.8, 14.2}},
        {42, {7.804915706079164, 17.296363992873623}, {8.8, 14.2}},
    };
    double values[SAMPLE];
    memcpy(values, sample, sizeof sample);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct interval interval;
        statistics_bootstrap(&interval, SAMPLE, mean_of_picks, values,
                             random_begin(cases[i].seed, "test"));
        NEAR(interval.low, cases[i].mean.low);
        NEAR(interval.high, cases[i].mean.high);
        statistics_bootstrap(&interval, SAMPLE, median_of_picks, values,
                             random_begin(cases[i].seed, "test"));
        NEAR(interval.low, cases[i].median.low);
        NEAR(interval.high, cases[i].median.high);
    }
}
END_TEST

/*
 * The bootstrap of a mean has a standard error of s·√((n−1)/n)/√n, which here is 2.10 around a
 * mean of 11.81, and nine values call for √(9/8) · 2.306 = 2.446 of them to either side. So far out
 * the outcomes are not quite normal, hence the tolerance.
 */
START_TEST(test_bootstrap_of_the_mean_is_about_normal)
{
    double values[SAMPLE];
    struct interval interval;
    memcpy(values, sample, sizeof sample);
    statistics_bootstrap(&interval, SAMPLE, mean_of_picks, values, random_begin(3, "test"));
    ck_assert_double_eq_tol(interval.high - interval.low, 2 * 2.446 * 2.10, 0.8);
    ck_assert_double_eq_tol((interval.high + interval.low) / 2, 11.81, 1.4);
}
END_TEST

/* The table of Student's t that every textbook has, two-sided 5 %. */
START_TEST(test_student_is_that_of_the_tables)
{
    static const struct {
        unsigned freedom;
        double t;
    } table[] = {{1, 12.706}, {2, 4.303},  {3, 3.182},  {4, 2.776},   {5, 2.571},
                 {9, 2.262},  {10, 2.228}, {30, 2.042}, {120, 1.980}, {100000, 1.960}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        ck_assert_double_eq_tol(student_95(table[i].freedom), table[i].t, 0.0005);
    NEAR(student_within(1, 1), 0.5); /* Cauchy's quartile */
}
END_TEST

START_TEST(test_few_units_call_for_wider_intervals)
{
    ck_assert(isinf(statistics_errors_aside(1)));
    ck_assert_double_eq_tol(statistics_errors_aside(9), 2.4459, 0.0001);
    ck_assert_double_eq_tol(statistics_errors_aside(100000), 1.96, 0.0001);
}
END_TEST

START_TEST(test_coverage_that_rounds_allow)
{
    NEAR(statistics_best_coverage(1), 0);
    NEAR(statistics_best_coverage(3), 0.75);
    NEAR(statistics_best_coverage(5), 0.9375);
    NEAR(statistics_best_coverage(6), 0.96875);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_quantiles,
        test_medians,
        test_a_median_is_that_of_the_sorted_values,
        test_median_absolute_deviation,
        test_bootstrap_finds_the_exact_interval,
        test_bootstrap_of_few_values_is_their_range,
        test_bootstrap_follows_its_seed,
        test_bootstrap_of_a_seed_is_known,
        test_bootstrap_of_the_mean_is_about_normal,
        test_student_is_that_of_the_tables,
        test_few_units_call_for_wider_intervals,
        test_coverage_that_rounds_allow,
    };
    return RUN_TESTS("statistics", tests);
}
