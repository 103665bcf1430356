/* Numbers as text: what is read as one, and nothing else; how people read them. */
#include "base/format.h"
#include "base/number.h"
#include "unit/run_tests.h"

#include <inttypes.h>
#include <stdio.h>

/** Whether it is a number up to `max`, and that one. */
static bool is_decimal(const char *text, uint64_t max, uint64_t expected)
{
    uint64_t value = expected + 1;
    return number_decimal(text, max, &value) && value == expected;
}

START_TEST(test_decimals_end_at_their_limit)
{
    ck_assert(is_decimal("0", 0, 0));
    ck_assert(is_decimal("7", 7, 7));
    ck_assert(is_decimal("1234567890", 1234567890, 1234567890));
    ck_assert(is_decimal("18446744073709551615", UINT64_MAX, UINT64_MAX));
    for (uint64_t max = 0; max < 300; max++) {
        char text[8];
        uint64_t value;
        snprintf(text, sizeof text, "%" PRIu64, max);
        ck_assert(is_decimal(text, max, max));
        snprintf(text, sizeof text, "%" PRIu64, max + 1);
        ck_assert(!number_decimal(text, max, &value));
    }
}
END_TEST

START_TEST(test_nothing_else_is_a_decimal)
{
    static const char *const bad[] = {"",
                                      "-1",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "00",
                                      "01",
                                      "1x",
                                      "/",
                                      "1:2",
                                      "1.",
                                      "0x1",
                                      "18446744073709551616"};
    uint64_t value;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!number_decimal(bad[i], UINT64_MAX, &value), "%s", bad[i]);
}
END_TEST

START_TEST(test_hexadecimal_digits_are_counted)
{
    uint64_t value;
    ck_assert(number_hex("0123456789abcdef", 16, &value));
    ck_assert_uint_eq(value, 0x0123456789abcdefu);
    ck_assert(number_hex("00ff", 4, &value));
    ck_assert_uint_eq(value, 0xff);
    ck_assert(!number_hex("0ff", 4, &value));
    ck_assert(!number_hex("000ff", 4, &value));
    ck_assert(!number_hex("00FF", 4, &value));
    ck_assert(!number_hex("00fg", 4, &value));
    ck_assert(!number_hex("0x0f", 4, &value));
}
END_TEST

START_TEST(test_reals_are_finite)
{
    static const char *const bad[] = {"", "inf", "nan", "1e999", " 1", "1 ", "1,5", "0x1p3", "1e"};
    double value;
    ck_assert(number_real("-1.5e3", &value));
    ck_assert_double_eq(value, -1500);
    ck_assert(number_real("0.25", &value));
    ck_assert_double_eq(value, 0.25);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!number_real(bad[i], &value), "%s", bad[i]);
}
END_TEST

START_TEST(test_three_digits_and_a_unit)
{
    static const struct {
        double ns;
        const char *text;
    } times[] = {
        {0, "0.000 ns"},     {0.5, "0.500 ns"},   {1, "1.00 ns"},       {12.34, "12.3 ns"},
        {999.4, "999 ns"},   {999.6, "1.00 µs"},  {1240000, "1.24 ms"}, {99.94e6, "99.9 ms"},
        {99.96e6, "100 ms"}, {9.994e9, "9.99 s"}, {9.996e9, "10.0 s"},  {5e12, "5000 s"},
    };
    char text[FORMAT_MAX];
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        ck_assert_str_eq(format_ns(text, times[i].ns), times[i].text);
    ck_assert_str_eq(format_ratio(text, 90.12), "90.1×");
    ck_assert_str_eq(format_ratio(text, 0.9994), "0.999×");
    ck_assert_str_eq(format_ratio(text, 0.9996), "1.00×");
    ck_assert_str_eq(format_ratio(text, 0.09994), "0.0999×");
    ck_assert_str_eq(format_ratio(text, 0.0124), "0.0124×");
    ck_assert_str_eq(format_ratio(text, 0.00126), "0.00126×");
    ck_assert_str_eq(format_ratio(text, 1e-9), "0.000000×");
    ck_assert_int_eq(format_columns("1.00 µs"), 7);
    ck_assert_int_eq(format_wider(3, 7), 7);
    ck_assert_int_eq(format_wider(7, 3), 7);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_decimals_end_at_their_limit,    test_nothing_else_is_a_decimal,
        test_hexadecimal_digits_are_counted, test_reals_are_finite,
        test_three_digits_and_a_unit,
    };
    return RUN_TESTS("numbers", tests);
}
