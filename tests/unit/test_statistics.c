/* Statistics, against values computed by other means. */
#include "run_tests.h"
#include "statistics.h"

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
 * each with chance k/n, fall there. For n = 11 that is 0.0072 at k = 2 and 0.0512 at k = 3, so
 * that the quantile at 0.025 is the 3rd value, and by symmetry that at 0.975 the 9th.
 */
START_TEST(test_bootstrap_finds_the_exact_interval)
{
    double values[11];
    for (int i = 0; i < 11; i++)
        values[i] = i + 1;
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct interval interval;
        ck_assert_int_eq(statistics_bootstrap(&interval, 11, median_of_picks, values,
                                              random_begin(seed, "test")),
                         0);
        NEAR(interval.low, 3);
        NEAR(interval.high, 9);
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
 * Interval by interval what a second implementation of SplitMix64, of the drawing and of definition
 * 7 came to, written in another language (Python's integers, zlib.crc32, math.fsum).
 */
START_TEST(test_bootstrap_of_a_seed_is_known)
{
    static const struct {
        uint64_t seed;
        struct interval mean, median;
    } cases[] = {
        {1, {8.377777777777778, 16.356388888888883}, {8.8, 14.2}},
        {2, {8.488333333333333, 16.411666666666665}, {8.8, 14.2}},
        {42, {8.321944444444446, 16.255555555555556}, {8.8, 12.1525}},
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
 * mean of 11.81; at nine values the interval is not quite normal, hence the tolerance.
 */
START_TEST(test_bootstrap_of_the_mean_is_about_normal)
{
    double values[SAMPLE];
    struct interval interval;
    memcpy(values, sample, sizeof sample);
    statistics_bootstrap(&interval, SAMPLE, mean_of_picks, values, random_begin(3, "test"));
    ck_assert_double_eq_tol(interval.high - interval.low, 2 * 1.96 * 2.10, 0.8);
    ck_assert_double_eq_tol((interval.high + interval.low) / 2, 11.81, 0.8);
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
        test_median_absolute_deviation,
        test_bootstrap_finds_the_exact_interval,
        test_bootstrap_of_few_values_is_their_range,
        test_bootstrap_follows_its_seed,
        test_bootstrap_of_a_seed_is_known,
        test_bootstrap_of_the_mean_is_about_normal,
        test_coverage_that_rounds_allow,
    };
    return RUN_TESTS("statistics", tests);
}
