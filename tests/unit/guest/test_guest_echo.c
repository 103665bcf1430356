/* What program 3, echo, shows while a line is typed: the bytes it sends to the console. */
#include "unit/run_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/syscall.h"
#include "user/os.h"
#include "user/os1k.h"
#include "user/programs/program.h"

#define GREETING "Type a line and press Enter; an empty line or Ctrl-D ends.\n"

static const char *input; /* what is still to be typed; Ctrl-D behind it */
static char shown[1024];

uintptr_t os_call(uintptr_t number, uintptr_t first, uintptr_t second)
{
    (void)first, (void)second;
    ck_assert_uint_eq(number, SYS_GETCHAR);
    return *input != '\0' ? (uint8_t)*input++ : KEY_END;
}

void os_write(const char *text, size_t size)
{
    ck_assert_uint_lt(strlen(shown) + size, sizeof shown);
    strncat(shown, text, size);
}

void *os_map(size_t bytes)
{
    return calloc(1, bytes);
}

void os_unmap(void *address, size_t bytes)
{
    (void)bytes;
    free(address);
}

/* Types a text, and returns what is shown of it: behind the prompt, up to the end of that line. */
static const char *typed(const char *text)
{
    static const char prompt[] = GREETING "> ";
    input = text;
    shown[0] = '\0';
    echo(&(struct request){0});
    ck_assert_int_eq(strncmp(shown, prompt, sizeof prompt - 1), 0);
    *strchr(shown + sizeof prompt - 1, '\n') = '\0';
    return shown + sizeof prompt - 1;
}

START_TEST(a_line_is_repeated)
{
    ck_assert_str_eq(typed("abc\n\n"), "abc");
    ck_assert_str_eq(strchr(shown, '\0') + 1, "abc\n> \n");
}
END_TEST

START_TEST(backspace_takes_back_a_character)
{
    ck_assert_str_eq(typed("ab\bc\n"), "ab\b \bc");
    ck_assert_str_eq(typed("\b\177a\n"), "a");
}
END_TEST

/* Narrow: e with an accent, a euro sign, a dash. Wide: a Hangul syllable, an ideograph, a face. */
START_TEST(backspace_wipes_as_many_columns_as_a_character_has)
{
    static const char *const narrow[] = {"é", "α", "€", "—"}, *const wide[] = {"한", "ㄱ", "漢",
                                                                               "😀"};
    for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++) {
        char text[16], expected[16];
        snprintf(text, sizeof text, "%s\bx\n", narrow[i]);
        snprintf(expected, sizeof expected, "%s\b \bx", narrow[i]);
        ck_assert_str_eq(typed(text), expected);
        snprintf(text, sizeof text, "%s\bx\n", wide[i]);
        snprintf(expected, sizeof expected, "%s\b\b  \b\bx", wide[i]);
        ck_assert_str_eq(typed(text), expected);
    }
}
END_TEST

START_TEST(a_tab_shows_as_one_blank)
{
    ck_assert_str_eq(typed("a\tb\b\bc\n"), "a b\b \b\b \bc");
}
END_TEST

START_TEST(other_control_characters_are_left_out)
{
    ck_assert_str_eq(typed("a\033[31mb\001\n"), "a[31mb");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_line_is_repeated,
        backspace_takes_back_a_character,
        backspace_wipes_as_many_columns_as_a_character_has,
        a_tab_shows_as_one_blank,
        other_control_characters_are_left_out,
    };
    return RUN_TESTS("guest echo", tests);
}
