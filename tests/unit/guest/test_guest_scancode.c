/* What the guests make of a keyboard's scan codes (set 1, US layout). */
#include "unit/run_tests.h"

#include <string.h>

#include "../../../guest/os1k/lib/scancode.c"

enum { UP = 0x80, A = 0x1e, C = 0x2e, ONE = 0x02, KEYPAD_7 = 0x47, ARROW_UP = 0x48, ALT = 0x38 };

/* Types codes and returns all characters that came of them. */
static const char *typed(const uint8_t *codes, size_t count)
{
    static char text[64];
    struct scancode_state state = {0};
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t character = scancode_decode(&state, codes[i]);
        if (character != 0)
            text[length++] = (char)character;
    }
    text[length] = '\0';
    return text;
}

#define TYPED(...) typed((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

START_TEST(rows_of_keys_type_their_characters)
{
    static const struct {
        uint8_t first;
        const char *plain, *shifted;
    } rows[] = {
        {0x02, "1234567890-=\b\tqwertyuiop[]\n", "!@#$%^&*()_+\b\tQWERTYUIOP{}\n"},
        {0x1e, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
        {0x2b, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
        {0x39, " ", " "},
    };
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
        for (size_t i = 0; i < strlen(rows[row].plain); i++) {
            uint8_t key = (uint8_t)(rows[row].first + i);
            char alone[] = {rows[row].plain[i], '\0'}, with_shift[] = {rows[row].shifted[i], '\0'};
            ck_assert_str_eq(TYPED(key, key | UP), alone);
            ck_assert_str_eq(TYPED(SHIFT_L, key, key | UP, SHIFT_L | UP), with_shift);
            ck_assert_str_eq(TYPED(SHIFT_R, key, key | UP, SHIFT_R | UP), with_shift);
        }
}
END_TEST

START_TEST(a_held_key_repeats)
{
    ck_assert_str_eq(TYPED(A, A, A, A | UP), "aaa");
}
END_TEST

START_TEST(shift_holds_until_both_are_up)
{
    ck_assert_str_eq(TYPED(SHIFT_L, SHIFT_R, A, SHIFT_L | UP, A, SHIFT_R | UP, A), "AAa");
}
END_TEST

START_TEST(caps_lock_turns_letters_only)
{
    ck_assert_str_eq(TYPED(CAPS_LOCK, CAPS_LOCK | UP, A, ONE), "A1");
    ck_assert_str_eq(TYPED(CAPS_LOCK, CAPS_LOCK | UP, SHIFT_L, A, ONE), "a!");
    ck_assert_str_eq(TYPED(CAPS_LOCK, CAPS_LOCK | UP, CAPS_LOCK, CAPS_LOCK | UP, A), "a");
    ck_assert_str_eq(TYPED(CAPS_LOCK, CAPS_LOCK, CAPS_LOCK | UP, A), "A"); /* held: it repeats */
}
END_TEST

START_TEST(ctrl_makes_control_characters)
{
    ck_assert_str_eq(TYPED(CTRL, A, C, CTRL | UP, A), "\001\003a");
    ck_assert_str_eq(TYPED(EXTENDED, CTRL, C, EXTENDED, CTRL | UP, C), "\003c");
    ck_assert_str_eq(TYPED(CTRL, ONE, CTRL | UP, ONE), "1");
    ck_assert_str_eq(TYPED(CAPS_LOCK, CTRL, A), "\001");
    ck_assert_str_eq(TYPED(CTRL, EXTENDED, CTRL, CTRL | UP, C, EXTENDED, CTRL | UP, C), "\003c");
}
END_TEST

START_TEST(extended_keys_type_nothing_but_enter_and_slash)
{
    ck_assert_str_eq(TYPED(EXTENDED, ARROW_UP, EXTENDED, ARROW_UP | UP, A), "a");
    ck_assert_str_eq(TYPED(EXTENDED, KEYPAD_7, EXTENDED, KEYPAD_7 | UP), "");
    ck_assert_str_eq(TYPED(EXTENDED, ENTER, EXTENDED, ENTER | UP), "\n");
    ck_assert_str_eq(TYPED(EXTENDED, SLASH, EXTENDED, SLASH | UP), "/");
    ck_assert_str_eq(TYPED(EXTENDED, SHIFT_L, EXTENDED, ARROW_UP, A), "a"); /* a fake shift */
}
END_TEST

START_TEST(pause_is_not_ctrl)
{
    ck_assert_str_eq(TYPED(PAUSE, 0x1d, 0x45, PAUSE, 0x9d, 0xc5, A), "a");
    ck_assert_str_eq(TYPED(PAUSE, 0x1d, 0x45, A), "a");
}
END_TEST

START_TEST(other_codes_type_nothing)
{
    ck_assert_str_eq(TYPED(ALT, 0x3b, 0x58, 0x7f, 0x00, 0xfa, 0xfe, 0xff), "");
}
END_TEST

START_TEST(no_code_leaves_the_tables)
{
    for (unsigned first = 0; first < 256; first++)
        for (unsigned second = 0; second < 256; second++)
            ck_assert_uint_le(strlen(TYPED((uint8_t)first, (uint8_t)second, A | UP)), 2);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        rows_of_keys_type_their_characters,
        a_held_key_repeats,
        shift_holds_until_both_are_up,
        caps_lock_turns_letters_only,
        ctrl_makes_control_characters,
        extended_keys_type_nothing_but_enter_and_slash,
        pause_is_not_ctrl,
        other_codes_type_nothing,
        no_code_leaves_the_tables,
    };
    return RUN_TESTS("guest scan codes", tests);
}
