/* The histogram of --stats: its promised error, its ranks, and counts that are too large for it. */
#include "observe/histogram.h"
#include "unit/run_tests.h"

#include <inttypes.h>

START_TEST(a_quantile_is_within_its_error)
{
    for (uint64_t value = 1; value < (uint64_t)60 * 1000000000; value += value / 7 + 1) {
        struct histogram histogram = {0};
        histogram_add(&histogram, value);
        histogram_add(&histogram, value);
        histogram_add(&histogram, (uint64_t)1 << 35); /* so that `max` does not help */
        uint64_t p50 = histogram_percentile(&histogram, 50);
        uint64_t error = p50 > value ? p50 - value : value - p50;
        ck_assert_msg(error * 33 <= value, "%" PRIu64 " gave %" PRIu64, value, p50);
    }
}
END_TEST

START_TEST(quantiles_are_by_nearest_rank)
{
    struct histogram histogram = {0};
    ck_assert_uint_eq(histogram_percentile(&histogram, 50), 0);
    for (uint64_t value = 1; value <= 10; value++) /* exact below 16 */
        histogram_add(&histogram, value);
    ck_assert_uint_eq(histogram_percentile(&histogram, 1), 1);
    ck_assert_uint_eq(histogram_percentile(&histogram, 50), 5);
    ck_assert_uint_eq(histogram_percentile(&histogram, 51), 6);
    ck_assert_uint_eq(histogram_percentile(&histogram, 99), 10);
    ck_assert_uint_eq(histogram_percentile(&histogram, 100), 10);
    ck_assert_uint_eq(histogram.total, 55);
}
END_TEST

START_TEST(quantiles_never_pass_the_greatest_value)
{
    struct histogram histogram = {0};
    histogram_add(&histogram, 1000001);
    ck_assert_uint_le(histogram_percentile(&histogram, 99), 1000001);
    histogram_add(&histogram, UINT64_MAX / 4);
    ck_assert_uint_eq(histogram_percentile(&histogram, 99), UINT64_MAX / 4);
}
END_TEST

/* Two values, of which the smaller is just often enough for a rank, or once too seldom. */
START_TEST(ranks_are_exact_whatever_the_count)
{
    static const unsigned percents[] = {1, 50, 99, 100};
    for (unsigned count = 1; count <= 420; count++)
        for (unsigned i = 0; i < 4; i++) {
            unsigned rank = (count * percents[i] + 99) / 100;
            for (unsigned seldom = 0; seldom < 2; seldom++) {
                struct histogram histogram = {0};
                for (unsigned n = 0; n < count; n++)
                    histogram_add(&histogram, n + seldom < rank ? 3 : 5);
                ck_assert_msg(histogram_percentile(&histogram, percents[i]) == (seldom ? 5 : 3),
                              "%u %% of %u", percents[i], count);
            }
        }
}
END_TEST

/* What would wrap round stays; a rank beyond all that was counted is the greatest value's. */
START_TEST(a_bucket_that_is_full_stays_full)
{
    struct histogram histogram = {.count = 3ULL * UINT32_MAX, .max = 9, .bucket[7] = UINT32_MAX};
    histogram_add(&histogram, 7);
    ck_assert_uint_eq(histogram.bucket[7], UINT32_MAX);
    ck_assert_uint_eq(histogram.count, 3ULL * UINT32_MAX + 1);
    ck_assert_uint_eq(histogram_percentile(&histogram, 33), 7);
    ck_assert_uint_eq(histogram_percentile(&histogram, 99), 9);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_quantile_is_within_its_error,          quantiles_are_by_nearest_rank,
        quantiles_never_pass_the_greatest_value, ranks_are_exact_whatever_the_count,
        a_bucket_that_is_full_stays_full,
    };
    return RUN_TESTS("histogram", tests);
}
