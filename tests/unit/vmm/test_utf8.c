/* UTF-8, all of it: every code point comes back, nothing else is taken for one; where widths
 * change. */
#include "console/utf8.h"
#include "unit/run_tests.h"

enum { LAST = 0x10ffff, SURROGATES = 0xd800, AFTER_SURROGATES = 0xe000 };

/* Writes a code point in `length` bytes, the shortest way or not (RFC 3629, 3). */
static void encode(uint32_t code_point, unsigned length, uint8_t bytes[4])
{
    static const uint8_t lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (unsigned i = length - 1; i > 0; i--, code_point >>= 6)
        bytes[i] = (uint8_t)(0x80 | (code_point & 0x3f));
    bytes[0] = (uint8_t)(lead[length] | code_point);
}

static unsigned length_of(uint32_t code_point)
{
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

/* Feeds bytes until the character is whole, or cannot become one. */
static enum utf8_result feed(struct utf8 *utf8, const uint8_t *bytes, unsigned length)
{
    enum utf8_result result = UTF8_MORE;
    utf8_reset(utf8);
    for (unsigned i = 0; i < length && result == UTF8_MORE; i++)
        result = utf8_feed(utf8, bytes[i]);
    return result;
}

START_TEST(every_code_point_comes_back)
{
    struct utf8 utf8;
    uint8_t bytes[4];
    for (uint32_t point = 0; point <= LAST; point++) {
        unsigned length = length_of(point);
        bool surrogate = point >= SURROGATES && point < AFTER_SURROGATES;
        encode(point, length, bytes);
        enum utf8_result result = feed(&utf8, bytes, length);
        if (result != (surrogate ? UTF8_BROKEN : UTF8_WHOLE) ||
            (!surrogate && utf8_code_point(&utf8) != point))
            ck_abort_msg("U+%04X: result %d, read as U+%04X", point, (int)result,
                         utf8_code_point(&utf8));
    }
}
END_TEST

START_TEST(nothing_else_is_a_character)
{
    static const struct {
        uint32_t code_point;
        unsigned length;
    } wrong[] = {{0, 2}, {0x7f, 2}, {0x80, 3}, {0x7ff, 3}, {0x800, 4}, {0xffff, 4}, {LAST + 1, 4}};
    struct utf8 utf8;
    uint8_t bytes[4];
    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        encode(wrong[i].code_point, wrong[i].length, bytes);
        ck_assert_msg(feed(&utf8, bytes, wrong[i].length) == UTF8_BROKEN, "row %u", i);
    }
    for (unsigned lead = 0x80; lead <= 0xff; lead++) {
        bytes[0] = (uint8_t)lead;
        ck_assert_int_eq(feed(&utf8, bytes, 1),
                         lead < 0xc2 || lead > 0xf4 ? UTF8_BROKEN : UTF8_MORE);
    }
}
END_TEST

/* The first of each class, and what lies just before it and after its last. */
START_TEST(widths_change_where_unicode_has_it)
{
    static const struct {
        uint32_t code_point;
        unsigned columns;
    } edges[] = {
        {0x2ff, 1},   {0x300, 0},   {0x36f, 0},   {0x370, 1},   {0x10ff, 1},  {0x1100, 2},
        {0x115f, 2},  {0x1160, 0},  {0x11ff, 0},  {0x1200, 1},  {0x200a, 1},  {0x200b, 0},
        {0x200f, 0},  {0x2010, 1},  {0x2e7f, 1},  {0x2e80, 2},  {0x303e, 2},  {0x303f, 1},
        {0x3040, 1},  {0x3041, 2},  {0x4dbf, 2},  {0x4dc0, 1},  {0x4dff, 1},  {0x4e00, 2},
        {0xa4cf, 2},  {0xa4d0, 1},  {0xabff, 1},  {0xac00, 2},  {0xd7a3, 2},  {0xd7a4, 1},
        {0xf8ff, 1},  {0xf900, 2},  {0xfaff, 2},  {0xfb00, 1},  {0xff00, 1},  {0xff01, 2},
        {0xff60, 2},  {0xff61, 1},  {0x1f2ff, 1}, {0x1f300, 2}, {0x1f64f, 2}, {0x1f650, 1},
        {0x1ffff, 1}, {0x20000, 2}, {0x2fffd, 2}, {0x2fffe, 1},
    };
    for (unsigned i = 0; i < sizeof edges / sizeof edges[0]; i++)
        ck_assert_msg(utf8_columns(edges[i].code_point) == edges[i].columns, "U+%04X",
                      edges[i].code_point);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        every_code_point_comes_back,
        nothing_else_is_a_character,
        widths_change_where_unicode_has_it,
    };
    return RUN_TESTS("utf8", tests);
}
