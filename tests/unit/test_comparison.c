/* Two runs side by side: what is real, and what is noise. */
#include "comparison.h"
#include "run_tests.h"

#include <string.h>

enum { ROUNDS = 8, SAMPLES = ROUNDS * 2 };

/** Times of a unit in eight rounds that scatter by some per cent, times `factor`. */
static void fill(struct record *record, struct sample *samples, double factor, uint32_t size)
{
    static const unsigned ns[ROUNDS] = {1000, 1010, 995, 1002, 990, 1006, 998, 1001};
    *record = (struct record){.samples = SAMPLES, .sample = samples};
    for (unsigned i = 0; i < SAMPLES; i++) {
        samples[i] = (struct sample){.round = i % ROUNDS + 1, .size = size, .iteration = 1};
        samples[i].guest_ns = (uint64_t)(ns[i % ROUNDS] * factor * size);
        strcpy(samples[i].arch, "i386");
        strcpy(samples[i].engine, i < ROUNDS ? "kvm" : "native");
        strcpy(samples[i].workload, "work");
    }
}

static struct comparison compare(double factor, uint32_t size)
{
    struct sample first[SAMPLES], second[SAMPLES];
    struct record a, b;
    struct comparison comparison;
    struct error err = {0};
    fill(&a, first, 1, 100);
    fill(&b, second, factor, size);
    ck_assert_int_eq(comparison_make(&comparison, &a, &b, 1, &err), 0);
    ck_assert_uint_eq(comparison.count, 2);
    return comparison;
}

START_TEST(test_the_same_is_the_same)
{
    struct comparison comparison = compare(1, 100);
    ck_assert_double_eq_tol(comparison.row[0].value, 1, 1e-9);
    ck_assert_uint_eq(comparison.real, 0);
    comparison_free(&comparison);
}
END_TEST

START_TEST(test_five_per_cent_are_found)
{
    struct comparison comparison = compare(1.05, 100);
    ck_assert_double_eq_tol(comparison.row[0].value, 1.05, 1e-4);
    ck_assert_uint_eq(comparison.real, 2);
    ck_assert(comparison.row[0].interval.low > 1 && comparison.row[0].interval.high < 1.1);
    comparison_free(&comparison);
    comparison = compare(0.95, 100);
    ck_assert(comparison.row[1].interval.high < 1);
    comparison_free(&comparison);
}
END_TEST

/* Twice the work in twice the time is no difference. */
START_TEST(test_sizes_may_differ)
{
    struct comparison comparison = compare(1, 200);
    ck_assert_double_eq_tol(comparison.row[0].value, 1, 1e-9);
    ck_assert_uint_eq(comparison.real, 0);
    comparison_free(&comparison);
}
END_TEST

START_TEST(test_few_rounds_tell_nothing)
{
    struct sample first[SAMPLES], second[SAMPLES];
    struct record a, b;
    struct comparison comparison;
    struct error err = {0};
    fill(&a, first, 1, 1);
    fill(&b, second, 2, 1);
    a.samples = 3; /* three rounds */
    ck_assert_int_eq(comparison_make(&comparison, &a, &b, 1, &err), 0);
    ck_assert_uint_eq(comparison.count, 1);
    ck_assert_uint_eq(comparison.real, 0);
    comparison_free(&comparison);
}
END_TEST

START_TEST(test_what_one_run_lacks_is_not_compared)
{
    struct sample first[SAMPLES], second[SAMPLES];
    struct record a, b;
    struct comparison comparison;
    struct error err = {0};
    fill(&a, first, 1, 1);
    fill(&b, second, 1, 1);
    for (int i = 0; i < ROUNDS; i++)
        second[i].outcome = OUTCOME_CHECKSUM;
    ck_assert_int_eq(comparison_make(&comparison, &a, &b, 1, &err), 0);
    ck_assert_uint_eq(comparison.count, 1);
    ck_assert_str_eq(comparison.row[0].engine, "native");
    comparison_free(&comparison);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_same_is_the_same,
        test_five_per_cent_are_found,
        test_sizes_may_differ,
        test_few_rounds_tell_nothing,
        test_what_one_run_lacks_is_not_compared,
    };
    return RUN_TESTS("comparison", tests);
}
