/* What a guest prints and what is shown of it; how wide it is; what a line keeps of it. */
#include "console/line.h"
#include "console/visible.h"
#include "unit/run_tests.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The glyphs of `printed`, one after the other; also adds up their columns. */
static const char *show(bool raw, const char *printed, unsigned *columns)
{
    static char text[256];
    struct visible visible = {.raw = raw};
    struct glyph glyphs[VISIBLE_MAX_GLYPHS];
    size_t length = 0;
    *columns = 0;
    for (; *printed; printed++) {
        unsigned count = visible_feed(&visible, (uint8_t)*printed, glyphs);
        ck_assert_uint_le(count, VISIBLE_MAX_GLYPHS);
        for (unsigned i = 0; i < count; i++) {
            memcpy(text + length, glyphs[i].bytes, glyphs[i].length);
            length += glyphs[i].length;
            *columns += glyphs[i].columns;
        }
    }
    text[length] = '\0';
    return text;
}

static const struct {
    const char *printed, *shown;
    unsigned columns;
} cases[] = {
    {"plain ~", "plain ~", 7},
    {"a\r\n\b\t", "a\r\n\b\t", 1},
    {"\033[2J", "^[[2J", 5},
    {"\a\x7f\x01", "^G^?^A", 6},
    {"한글", "한글", 4},
    {"é✓", "é✓", 2},
    {"e\u0301", "e\u0301", 1},                        /* a combining accent */
    {"\u1112\u1161\u11ab", "\u1112\u1161\u11ab", 2},  /* three jamo, a syllable */
    {"\U0001f600", "\U0001f600", 2},                  /* an emoji */
    {"\xff\xfe", "\\xff\\xfe", 8},                    /* never in UTF-8 */
    {"\xc0\xaf", "\\xc0\\xaf", 8},                    /* overlong */
    {"\xed\xa0\x80", "\\xed\\xa0\\x80", 12},          /* a surrogate */
    {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80", 16}, /* beyond U+10FFFF */
    {"\x80x", "\\x80x", 5},                           /* no beginning */
    {"\xe2\x82|", "\\xe2\\x82|", 9},                  /* no end */
    {"\xf0\x9f\x98\xff", "\\xf0\\x9f\\x98\\xff", 16}, /* the most from one byte */
    {"\xe2\x82한", "\\xe2\\x82한", 10},               /* and on again */
    {"\xc2\x9b"
     "31m",
     "\\xc2\\x9b"
     "31m",
     11}, /* CSI, a C1 control */
};

START_TEST(only_harmless_text_is_shown)
{
    unsigned columns;
    ck_assert_str_eq(show(false, cases[_i].printed, &columns), cases[_i].shown);
    ck_assert_uint_eq(columns, cases[_i].columns);
}
END_TEST

START_TEST(raw_passes_every_byte)
{
    unsigned columns;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_str_eq(show(true, cases[i].printed, &columns), cases[i].printed);
}
END_TEST

START_TEST(an_incomplete_character_is_shown_at_the_end)
{
    struct visible visible = {.raw = false};
    struct glyph glyphs[VISIBLE_MAX_GLYPHS];
    ck_assert_uint_eq(visible_feed(&visible, 0xed, glyphs), 0);
    ck_assert_uint_eq(visible_feed(&visible, 0x95, glyphs), 0);
    ck_assert_uint_eq(visible_end(&visible, glyphs), 8);
    ck_assert_uint_eq(visible_end(&visible, glyphs), 0);
}
END_TEST

static struct line line;

/* The text of the line after these bytes. */
static const char *line_after(const char *printed)
{
    static char text[256];
    struct visible visible = {.raw = false};
    struct glyph glyphs[VISIBLE_MAX_GLYPHS];
    size_t length = 0;
    line_reset(&line);
    for (; *printed; printed++) {
        unsigned count = visible_feed(&visible, (uint8_t)*printed, glyphs);
        for (unsigned i = 0; i < count; i++)
            ck_assert(line_put(&line, &glyphs[i]));
    }
    for (unsigned i = 0; i < line_shown_columns(&line); i++) {
        memcpy(text + length, line.cell[i].bytes, line.cell[i].length);
        length += line.cell[i].length;
    }
    text[length] = '\0';
    return text;
}

static const struct {
    const char *printed, *kept;
    unsigned cursor;
} edits[] = {
    {"abc\b \b", "ab", 2},       {"abc\b\bX", "aXc", 2},
    {"\b\ba", "a", 1},           {"10%\r20%", "20%", 3},
    {"long\rno", "nong", 2},     {"a  ", "a  ", 3},
    {"a\tb", "a       b", 9},    {"abc\r\t|", "abc     |", 9},
    {"한글\b\b  \b\b", "한", 2}, {"한\bx", " x", 2}, /* half of it overwritten */
    {"한\rx", "x", 1}, /* the other half: a blank, and the line's last */
    {"ab\r한", "한", 2},         {"e\u0301\u0302x\b\b", "e\u0301\u0302x", 0},
    {"\u0301a", "\u0301a", 2}, /* nothing to combine with: a column of its own */
};

START_TEST(a_line_keeps_what_the_screen_shows)
{
    ck_assert_str_eq(line_after(edits[_i].printed), edits[_i].kept);
    ck_assert_uint_eq(line.cursor, edits[_i].cursor);
}
END_TEST

START_TEST(a_full_line_refuses_and_stays)
{
    struct glyph narrow = {.bytes = "x", .length = 1, .columns = 1};
    struct glyph wide = {.bytes = "한", .length = 3, .columns = 2};
    struct glyph tab = {.bytes = "\t", .length = 1};
    line_reset(&line);
    for (unsigned i = 0; i < LINE_COLUMNS - 1; i++)
        ck_assert(line_put(&line, &narrow));
    ck_assert(!line_put(&line, &wide));
    ck_assert(line_put(&line, &narrow));
    ck_assert(!line_put(&line, &narrow));
    ck_assert(!line_put(&line, &tab));
    ck_assert_uint_eq(line.columns, LINE_COLUMNS);
    ck_assert_uint_eq(line.cursor, LINE_COLUMNS);
}
END_TEST

static Suite *visible_suite(void)
{
    Suite *suite = suite_create("visible");
    TCase *text = tcase_create("text");
    tcase_add_loop_test(text, only_harmless_text_is_shown, 0, sizeof cases / sizeof cases[0]);
    tcase_add_test(text, raw_passes_every_byte);
    tcase_add_test(text, an_incomplete_character_is_shown_at_the_end);
    suite_add_tcase(suite, text);
    TCase *lines = tcase_create("line");
    tcase_add_loop_test(lines, a_line_keeps_what_the_screen_shows, 0,
                        sizeof edits / sizeof edits[0]);
    tcase_add_test(lines, a_full_line_refuses_and_stays);
    suite_add_tcase(suite, lines);
    return suite;
}

int main(void)
{
    return run_suite(visible_suite());
}
