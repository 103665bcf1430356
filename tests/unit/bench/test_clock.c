/* The two clocks: conversion, rate, and the bound for their disagreement. */
#include "base/clock.h"
#include "host/host_clock.h"
#include "unit/run_tests.h"

#include <limits.h>

#define MS 1000000ull
#define S  1000000000ull

START_TEST(test_ticks_become_nanoseconds)
{
    ck_assert_uint_eq(clock_ticks_to_ns(0, 2300000000u), 0);
    ck_assert_uint_eq(clock_ticks_to_ns(2300000000u, 2300000000u), S);
    ck_assert_uint_eq(clock_ticks_to_ns(3, 2000000000u), 2);
    /* Ten years at 3 GHz: no overflow on the way. */
    ck_assert_uint_eq(clock_ticks_to_ns(3000000000ull * 315360000, 3000000000u), S * 315360000);
}
END_TEST

START_TEST(test_rate_between_moments)
{
    struct clock_moment from = {.ns = 5 * S, .tsc = 1000};
    struct clock_moment to = {.ns = 5 * S + 100 * MS, .tsc = 1000 + 230000000};
    ck_assert_uint_eq(clock_rate_hz(from, to), 2300000000u);
    ck_assert_uint_eq(clock_rate_hz(to, from), 0);
    ck_assert_uint_eq(clock_rate_hz(from, from), 0);
}
END_TEST

/* Never less: who waits again and again for nothing would keep a processor busy. */
START_TEST(test_poll_waits_no_less)
{
    ck_assert_int_eq(clock_wait_ms(5, 6), 1);
    ck_assert_int_eq(clock_wait_ms(0, 10 * S), 10001);
    ck_assert_int_eq(clock_wait_ms(0, UINT64_MAX), INT_MAX);
    ck_assert_int_eq(clock_wait_ms(0, INT_MAX * MS - 1), INT_MAX);
    ck_assert_int_eq(clock_wait_ms(0, INT_MAX * MS), INT_MAX);
}
END_TEST

/* Two measurements of this machine's counter agree to a thousandth. */
START_TEST(test_measures_this_machine)
{
    uint64_t first = clock_measure_hz(50 * MS), second = clock_measure_hz(50 * MS);
    ck_assert_uint_gt(first, 100 * MS);
    ck_assert_double_eq_tol((double)first, (double)second, (double)first / 1000);
}
END_TEST

/* Where KVM says what it knows, that is what is measured, within what NTP may slew. */
START_TEST(test_agrees_with_kvm_where_that_says)
{
    double known_hz = (double)host_tsc_khz() * 1000;
    if (known_hz > 0)
        ck_assert_double_eq_tol((double)clock_measure_hz(100 * MS), known_hz, known_hz / 1000);
}
END_TEST

START_TEST(test_stolen_time)
{
    struct host_ticks from = {.total = 1000, .stolen = 10}, to = {.total = 1400, .stolen = 14};
    struct host_ticks now = host_ticks();
    ck_assert_double_eq(host_stolen_percent(from, to), 1);
    ck_assert_double_eq(host_stolen_percent(from, from), 0);
    ck_assert_double_eq(host_stolen_percent(to, from), 0);
    ck_assert_uint_gt(now.total, 0);
    ck_assert_uint_le(now.stolen, now.total);
}
END_TEST

START_TEST(test_bound_for_short_spans_is_3_ms)
{
    ck_assert(clock_agree(10 * MS, 10 * MS, 0));
    ck_assert(clock_agree(10 * MS, 13 * MS, 0));
    ck_assert(!clock_agree(10 * MS, 13 * MS + 1, 0));
    ck_assert(clock_agree(13 * MS, 10 * MS, 0));
    ck_assert(!clock_agree(13 * MS + 1, 10 * MS, 0));
    ck_assert(clock_agree(0, 0, 0));
}
END_TEST

START_TEST(test_bound_for_long_spans_is_1_percent)
{
    ck_assert(clock_agree(1000 * MS, 990 * MS, 0));
    ck_assert(!clock_agree(1000 * MS, 989 * MS, 0));
    ck_assert(!clock_agree(989 * MS, 1000 * MS, 0));
    ck_assert(clock_agree(100 * S, 99 * S, 0));
}
END_TEST

/* A counter taken for 2 % faster or slower than it is shows in any span of 0.3 s or more. */
START_TEST(test_a_wrong_rate_is_found)
{
    for (uint64_t wall_ns = 300 * MS; wall_ns < 100 * S; wall_ns *= 3) {
        ck_assert(!clock_agree(wall_ns / 100 * 102, wall_ns, 0));
        ck_assert(!clock_agree(wall_ns / 100 * 98, wall_ns, 0));
    }
}
END_TEST

START_TEST(test_waiting_is_allowed_for)
{
    ck_assert(!clock_agree(10 * MS, 25 * MS, 11 * MS));
    ck_assert(clock_agree(10 * MS, 25 * MS, 12 * MS));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_ticks_become_nanoseconds,
        test_rate_between_moments,
        test_poll_waits_no_less,
        test_measures_this_machine,
        test_agrees_with_kvm_where_that_says,
        test_stolen_time,
        test_bound_for_short_spans_is_3_ms,
        test_bound_for_long_spans_is_1_percent,
        test_a_wrong_rate_is_found,
        test_waiting_is_allowed_for,
    };
    return RUN_TESTS("clock", tests);
}
