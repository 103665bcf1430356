/* The guests' formatted text, against what the host's printf makes of the same. */
#include "unit/run_tests.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../../guest/os1k/lib/exceptions.c"
#include "../../../guest/os1k/lib/format.c"
#include "../../../guest/os1k/lib/print.c"

enum { ROOM = 64 };

/* Formats, and holds it to `room`: nothing may be written behind. */
static const char *formatted(size_t room, const char *format, ...)
{
    static char text[ROOM + 1];
    va_list values;
    memset(text, '#', sizeof text);
    va_start(values, format);
    size_t size = format_text(text, room, format, values);
    va_end(values);
    ck_assert_uint_le(size, room);
    for (size_t i = size; i < ROOM; i++)
        ck_assert_int_eq(text[i], '#');
    text[size] = '\0';
    return text;
}

START_TEST(text_stands_for_itself)
{
    ck_assert_str_eq(formatted(ROOM, ""), "");
    ck_assert_str_eq(formatted(ROOM, "two words\n"), "two words\n");
    ck_assert_str_eq(formatted(ROOM, "a %s and a %c.", "string", 'c'), "a string and a c.");
    ck_assert_str_eq(formatted(ROOM, "%s%s", "", "x"), "x");
}
END_TEST

START_TEST(numbers_are_the_hosts)
{
    static const uint64_t values[] = {0, 1, 9, 10, 255, 4096, UINT32_MAX, UINT64_MAX, 1ull << 63};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char expected[ROOM];
        snprintf(expected, sizeof expected, "%u|%" PRIu64 "|0x%" PRIxPTR, (unsigned)values[i],
                 values[i], (uintptr_t)values[i]);
        ck_assert_str_eq(
            formatted(ROOM, "%u|%U|%x", (unsigned)values[i], values[i], (uintptr_t)values[i]),
            expected);
    }
}
END_TEST

START_TEST(widths_pad_on_the_left)
{
    ck_assert_str_eq(formatted(ROOM, "%3u|%3u|%3u", 7, 1234, 123), "  7|1234|123");
    ck_assert_str_eq(formatted(ROOM, "%5s|%2c|%6x", "ab", 'c', (uintptr_t)0xf), "   ab| c|   0xf");
}
END_TEST

START_TEST(what_does_not_fit_is_left_out)
{
    for (size_t room = 0; room < 12; room++) {
        char expected[ROOM];
        snprintf(expected, sizeof expected, "%.*s", (int)room, "ab   1234 xyz");
        ck_assert_str_eq(formatted(room, "ab%7u %s", 1234, "xyz"), expected);
    }
}
END_TEST

START_TEST(every_exception_has_a_name)
{
    static const struct {
        unsigned vector;
        const char *word; /* of its name */
    } some[] = {{0, "divide"},
                {1, "debug"},
                {2, "non-maskable"},
                {3, "breakpoint"},
                {4, "overflow"},
                {5, "bound"},
                {6, "opcode"},
                {7, "not available"},
                {8, "double"},
                {9, "coprocessor"},
                {10, "task state"},
                {11, "not present"},
                {12, "stack"},
                {13, "protection"},
                {14, "page"},
                {15, "reserved"},
                {16, "x87"},
                {17, "alignment"},
                {18, "machine"},
                {19, "SIMD"},
                {20, "virtualization"},
                {21, "control protection"},
                {22, "reserved"},
                {27, "reserved"},
                {28, "hypervisor"},
                {29, "VMM"},
                {30, "security"},
                {31, "reserved"}};
    for (unsigned i = 0; i < sizeof some / sizeof *some; i++)
        ck_assert_msg(strstr(exception_name(some[i].vector), some[i].word), "%u", some[i].vector);
    for (unsigned vector = 0; vector < 300; vector++)
        ck_assert_uint_gt(strlen(exception_name(vector)), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        text_stands_for_itself,        numbers_are_the_hosts,      widths_pad_on_the_left,
        what_does_not_fit_is_left_out, every_exception_has_a_name,
    };
    return RUN_TESTS("guest print", tests);
}
