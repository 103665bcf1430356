/* Two runs side by side: what is real, and what is noise. */
#include "base/format.h"
#include "report/comparison.h"
#include "unit/run_tests.h"

#include <stdlib.h>
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

/** The first `samples` of a run against all of another, `factor` times as slow. */
static struct comparison compare_first(size_t samples, uint32_t size, double factor,
                                       uint32_t other_size)
{
    struct sample first[SAMPLES], second[SAMPLES];
    struct record a, b;
    struct comparison comparison;
    struct error err = {0};
    fill(&a, first, 1, size);
    fill(&b, second, factor, other_size);
    a.samples = samples;
    ck_assert_int_eq(comparison_make(&comparison, &a, &b, 1, &err), 0);
    return comparison;
}

static struct comparison compare(double factor, uint32_t size)
{
    struct comparison comparison = compare_first(SAMPLES, 100, factor, size);
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

/** What is printed for people; to be freed. */
static char *printed(const struct comparison *comparison)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    comparison_print(out, comparison);
    fclose(out);
    return text;
}

START_TEST(test_few_rounds_tell_nothing)
{
    /* three rounds */
    struct comparison comparison = compare_first(3, 1, 2, 1);
    ck_assert_uint_eq(comparison.count, 1);
    ck_assert_uint_eq(comparison.testable, 0);
    ck_assert_uint_eq(comparison.real, 0);
    char *text = printed(&comparison);
    ck_assert_ptr_null(strstr(text, "chance"));
    ck_assert_ptr_nonnull(strstr(text, "1 cannot be told apart: both runs need 4 rounds"));
    free(text);
    comparison_free(&comparison);
}
END_TEST

/* Of a row that can never be called real, chance makes none. */
START_TEST(test_chance_works_on_what_can_be_told_apart)
{
    /* eight rounds of one engine, three of the other */
    struct comparison comparison = compare_first(ROUNDS + 3, 1, 2, 1);
    ck_assert_uint_eq(comparison.count, 2);
    ck_assert_uint_eq(comparison.testable, 1);
    char *text = printed(&comparison);
    ck_assert_ptr_nonnull(strstr(text, "1 of 1 differ; chance alone would make about 0.1 differ"));
    free(text);
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

/** A run in which the engine is about `speedup` times as fast as the reference. */
static void fill_pair(struct record *record, struct sample *samples, double speedup)
{
    fill(record, samples, 1, 100);
    for (unsigned i = 0; i < SAMPLES; i++) {
        bool reference = i < ROUNDS;
        strcpy(samples[i].engine, reference ? "tcg-1insn" : "kvm");
        /* The rounds' ratios scatter by 4 %, so that there is an interval to overlap. */
        if (!reference)
            samples[i].guest_ns =
                (uint64_t)(100000 / speedup * (0.98 + 0.04 * (i % ROUNDS) / (ROUNDS - 1)));
    }
}

/** Whether a text names two intervals that lie apart, to three digits. */
static void must_name(const struct interval interval[2], const char *text)
{
    char line[200], number[4][FORMAT_MAX];
    for (int i = 0; i < 4; i++)
        format_ratio(number[i], i % 2 ? interval[i / 2].high : interval[i / 2].low);
    snprintf(line, sizeof line, "  apart: work on kvm: %s – %s and %s – %s\n", number[0], number[1],
             number[2], number[3]);
    ck_assert_msg(strstr(text, line), "%s lacks %s", text, line);
}

START_TEST(test_speed_ups_overlap_or_not)
{
    static const struct {
        double second;
        size_t overlapping;
    } cases[] = {{10, 1}, {10.1, 1}, {12, 0}, {8, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sample first[SAMPLES], second[SAMPLES];
        struct record a, b;
        struct comparison comparison;
        struct error err = {0};
        fill_pair(&a, first, 10);
        fill_pair(&b, second, cases[i].second);
        ck_assert_int_eq(comparison_make(&comparison, &a, &b, 1, &err), 0);
        ck_assert_uint_eq(comparison.speedups, 1); /* the reference's own is none */
        ck_assert_uint_eq(comparison.overlapping, cases[i].overlapping);
        char *text = printed(&comparison);
        ck_assert_ptr_nonnull(strstr(text, cases[i].overlapping ? "1 of 1 overlap (100.0 %)"
                                                                : "0 of 1 overlap (0.0 %)"));
        ck_assert_int_eq(strstr(text, "  apart: work on kvm: ") == NULL, cases[i].overlapping);
        if (!cases[i].overlapping)
            must_name(comparison.speedup->interval, text);
        free(text);
        comparison_free(&comparison);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_same_is_the_same,
        test_five_per_cent_are_found,
        test_sizes_may_differ,
        test_few_rounds_tell_nothing,
        test_chance_works_on_what_can_be_told_apart,
        test_what_one_run_lacks_is_not_compared,
        test_speed_ups_overlap_or_not,
    };
    return RUN_TESTS("comparison", tests);
}
