#include "console/utf8.h"

#include <stddef.h>

/* The length a lead byte announces; 0 when it cannot begin a character (Unicode Standard, 3.9,
   table 3-7: continuation bytes, C0, C1 and F5–FF). */
static uint8_t length_of(uint8_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    if (lead >= 0xf0 && lead <= 0xf4)
        return 4;
    return 0;
}

/* Whether `byte` may follow. The second byte is bound more tightly after some leads, which keeps
   out overlong forms, surrogates and what lies beyond U+10FFFF (the same table). */
static bool may_follow(const struct utf8 *utf8, uint8_t byte)
{
    uint8_t low = 0x80, high = 0xbf;
    if (utf8->have == 1) {
        switch (utf8->bytes[0]) {
        case 0xe0:
            low = 0xa0;
            break;
        case 0xed:
            high = 0x9f;
            break;
        case 0xf0:
            low = 0x90;
            break;
        case 0xf4:
            high = 0x8f;
            break;
        }
    }
    return byte >= low && byte <= high;
}

enum utf8_result utf8_feed(struct utf8 *utf8, uint8_t byte)
{
    if (utf8->have && !may_follow(utf8, byte))
        return UTF8_BROKEN;
    if (!utf8->have)
        utf8->need = length_of(byte);
    utf8->bytes[utf8->have++] = byte;
    if (!utf8->need)
        return UTF8_BROKEN;
    return utf8->have == utf8->need ? UTF8_WHOLE : UTF8_MORE;
}

void utf8_reset(struct utf8 *utf8)
{
    utf8->have = 0;
    utf8->need = 0;
}

uint32_t utf8_code_point(const struct utf8 *utf8)
{
    static const uint8_t lead_mask[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    uint32_t code_point = utf8->bytes[0] & lead_mask[utf8->have];
    for (unsigned i = 1; i < utf8->have; i++)
        code_point = code_point << 6 | (utf8->bytes[i] & 0x3f);
    return code_point;
}

struct range {
    uint32_t first, last;
};

/* Non-spacing marks of the scripts a guest may reasonably print, the medial and final jamo that
   join a syllable, zero-width characters (UnicodeData.txt, categories Mn, Me and Cf). */
static const struct range combining[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x064b, 0x065f},
    {0x1160, 0x11ff}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200f},
    {0x2060, 0x2064}, {0x20d0, 0x20f0}, {0x302a, 0x302d}, {0x3099, 0x309a},
    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xe0100, 0xe01ef},
};

/* EastAsianWidth.txt, classes W and F, neighbouring ranges run together. */
static const struct range wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x23e9, 0x23ec},   {0x2614, 0x2615},
    {0x2705, 0x2705},   {0x274c, 0x274c},   {0x2e80, 0x303e},   {0x3041, 0x4dbf},
    {0x4e00, 0xa4cf},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},   {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
    {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x2fffd}, {0x30000, 0x3fffd},
};

static bool within(const struct range *ranges, size_t count, uint32_t code_point)
{
    for (size_t i = 0; i < count; i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return true;
    return false;
}

unsigned utf8_columns(uint32_t code_point)
{
    if (code_point < combining[0].first)
        return 1;
    if (within(combining, sizeof combining / sizeof combining[0], code_point))
        return 0;
    return within(wide, sizeof wide / sizeof wide[0], code_point) ? 2 : 1;
}
