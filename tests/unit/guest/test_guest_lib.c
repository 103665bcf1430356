/*
 * The guests' C library against the host's, and number formatting at its edges. string.c is
 * compiled here under other names, for the host has its own functions of those names.
 */
#include "unit/run_tests.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define memcpy  guest_memcpy
#define memmove guest_memmove
#define memset  guest_memset
#define memcmp  guest_memcmp
#define strlen  guest_strlen
#define strcmp  guest_strcmp
#define strncmp guest_strncmp
#include "../../../guest/os1k/lib/string.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef strlen
#undef strcmp
#undef strncmp

#include "lib/crc32.h"
#include "lib/format.h"

enum { ROOM = 96, EDGE = 0xa5 };

/* Two buffers that go through the same call, one by the guest's library and one by the host's. */
struct pair {
    uint8_t guest[ROOM], host[ROOM];
};

static void fill_pair(struct pair *pair)
{
    for (unsigned i = 0; i < ROOM; i++)
        pair->guest[i] = pair->host[i] = (uint8_t)(i * 7 + 1);
}

START_TEST(copies_like_the_host)
{
    struct pair pair;
    for (size_t size = 0; size <= 40; size++) {
        for (size_t to = 0; to < 9; to++) {
            fill_pair(&pair);
            ck_assert_ptr_eq(guest_memcpy(pair.guest + to, pair.guest + 50, size), pair.guest + to);
            memcpy(pair.host + to, pair.host + 50, size);
            ck_assert_mem_eq(pair.guest, pair.host, ROOM);
        }
    }
}
END_TEST

START_TEST(moves_overlapping_bytes_like_the_host)
{
    struct pair pair;
    for (size_t size = 0; size <= 40; size++) {
        for (size_t to = 0; to < 50; to++) {
            fill_pair(&pair);
            ck_assert_ptr_eq(guest_memmove(pair.guest + to, pair.guest + 20, size),
                             pair.guest + to);
            memmove(pair.host + to, pair.host + 20, size);
            ck_assert_mem_eq(pair.guest, pair.host, ROOM);
        }
    }
}
END_TEST

START_TEST(sets_like_the_host)
{
    static const int bytes[] = {0, 1, 0x7f, 0x80, 0xff, 0x1234, -1};
    struct pair pair;
    for (size_t size = 0; size <= 40; size++) {
        for (unsigned i = 0; i < sizeof bytes / sizeof *bytes; i++) {
            fill_pair(&pair);
            ck_assert_ptr_eq(guest_memset(pair.guest + 3, bytes[i], size), pair.guest + 3);
            memset(pair.host + 3, bytes[i], size);
            ck_assert_mem_eq(pair.guest, pair.host, ROOM);
        }
    }
}
END_TEST

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

START_TEST(compares_like_the_host)
{
    static const char *const texts[] = {"", "a", "b", "ab", "abc", "abd", "\x80", "a\xff", "a\x7f"};
    const size_t count = sizeof texts / sizeof *texts;
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_eq(guest_strlen(texts[i]), strlen(texts[i]));
        for (size_t j = 0; j < count; j++) {
            const char *a = texts[i], *b = texts[j];
            ck_assert_int_eq(sign(guest_strcmp(a, b)), sign(strcmp(a, b)));
            for (size_t n = 0; n < 5; n++)
                ck_assert_int_eq(sign(guest_strncmp(a, b, n)), sign(strncmp(a, b, n)));
            size_t least = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
            ck_assert_int_eq(sign(guest_memcmp(a, b, least)), sign(memcmp(a, b, least)));
        }
    }
}
END_TEST

static void check_number(uint64_t value)
{
    char ours[DECIMAL_MAX + 1], theirs[32];
    memset(ours, EDGE, sizeof ours);
    size_t length = format_decimal(ours, value);
    snprintf(theirs, sizeof theirs, "%" PRIu64, value);
    ck_assert_uint_eq(length, strlen(theirs));
    ck_assert_mem_eq(ours, theirs, length);
    ck_assert_uint_eq((uint8_t)ours[length], EDGE);

    ck_assert_uint_eq(format_hex(ours, value, 16), 16);
    snprintf(theirs, sizeof theirs, "%016" PRIx64, value);
    ck_assert_mem_eq(ours, theirs, 16);
    ck_assert_uint_eq(format_hex(ours, value, 8), 8);
    snprintf(theirs, sizeof theirs, "%08" PRIx32, (uint32_t)value);
    ck_assert_mem_eq(ours, theirs, 8);
}

START_TEST(formats_numbers_like_the_host)
{
    uint64_t power = 1;
    for (unsigned digits = 0; digits < DECIMAL_MAX; digits++, power *= 10) {
        check_number(power - 1);
        check_number(power);
        check_number(power * 9);
    }
    for (unsigned bit = 0; bit < 64; bit++) {
        check_number(UINT64_C(1) << bit);
        check_number((UINT64_C(1) << bit) - 1);
    }
    check_number(UINT64_MAX);
    check_number(UINT64_C(0x123456789abcdef0));
}
END_TEST

static void expect_parse(const char *text, uint32_t value, const char *rest)
{
    uint32_t parsed = 0;
    ck_assert_int_eq(parse_decimal(&text, &parsed), 0);
    ck_assert_uint_eq(parsed, value);
    ck_assert_str_eq(text, rest);
}

START_TEST(parses_numbers_that_fit)
{
    expect_parse("0", 0, "");
    expect_parse("007:x", 7, ":x");
    expect_parse("4294967295,", UINT32_MAX, ",");
    expect_parse("12a", 12, "a");
}
END_TEST

START_TEST(refuses_what_is_no_number_or_too_large)
{
    static const char *const bad[] = {"",           "-1",          "+1",
                                      " 1",         "x",           "4294967296",
                                      "4294967300", "42949672950", "99999999999999999999"};
    for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *at = bad[i];
        uint32_t value = 77;
        ck_assert_int_eq(parse_decimal(&at, &value), -1);
        ck_assert_uint_eq(value, 77);
    }
}
END_TEST

START_TEST(crc32_has_its_published_check_value)
{
    ck_assert_uint_eq(crc32("123456789", 9), 0xcbf43926);
    ck_assert_uint_eq(crc32("", 0), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("guest lib");
    TCase *tests = tcase_create("lib");
    tcase_add_test(tests, copies_like_the_host);
    tcase_add_test(tests, moves_overlapping_bytes_like_the_host);
    tcase_add_test(tests, sets_like_the_host);
    tcase_add_test(tests, compares_like_the_host);
    tcase_add_test(tests, formats_numbers_like_the_host);
    tcase_add_test(tests, parses_numbers_that_fit);
    tcase_add_test(tests, refuses_what_is_no_number_or_too_large);
    tcase_add_test(tests, crc32_has_its_published_check_value);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
