#include "console/visible.h"

#include <string.h>

bool glyph_is_control(const struct glyph *glyph)
{
    return glyph->length == 1 && !glyph->columns && memchr("\n\r\b\t", glyph->bytes[0], 4);
}

static struct glyph glyph_of(const uint8_t *bytes, unsigned length, unsigned columns)
{
    struct glyph glyph = {.length = (uint8_t)length, .columns = (uint8_t)columns};
    memcpy(glyph.bytes, bytes, length);
    return glyph;
}

/* One glyph for each character of an ASCII text. */
static unsigned spell(const char *text, struct glyph *glyphs)
{
    unsigned n = 0;
    for (; text[n]; n++)
        glyphs[n] = (struct glyph){.bytes = {text[n]}, .length = 1, .columns = 1};
    return n;
}

static unsigned spell_hex(const struct visible *visible, uint8_t byte, struct glyph *glyphs)
{
    static const char digit[] = "0123456789abcdef";
    if (visible->raw) {
        glyphs[0] = glyph_of(&byte, 1, 0);
        return 1;
    }
    return spell((char[]){'\\', 'x', digit[byte >> 4], digit[byte & 15], '\0'}, glyphs);
}

static unsigned spell_ascii(const struct visible *visible, uint8_t byte, struct glyph *glyphs)
{
    bool printable = byte >= ' ' && byte != 0x7f;
    if (printable || visible->raw || memchr("\n\r\b\t", byte, 4)) {
        glyphs[0] = glyph_of(&byte, 1, printable);
        return 1;
    }
    return spell((char[]){'^', (char)(byte ^ '@'), '\0'}, glyphs); /* 0x1b: ^[, 0x7f: ^? */
}

/* The bytes gathered so far, each for itself. */
static unsigned spell_held(struct visible *visible, struct glyph *glyphs)
{
    unsigned n = 0;
    for (unsigned i = 0; i < visible->utf8.have; i++)
        n += spell_hex(visible, visible->utf8.bytes[i], glyphs + n);
    utf8_reset(&visible->utf8);
    return n;
}

static unsigned spell_character(struct visible *visible, struct glyph *glyphs)
{
    struct utf8 *utf8 = &visible->utf8;
    uint32_t code_point = utf8_code_point(utf8);
    bool control = code_point >= 0x80 && code_point < 0xa0; /* C1: U+009B is ESC [ to some */
    if (control)
        return spell_held(visible, glyphs);
    unsigned n = 1;
    if (code_point < 0x80)
        n = spell_ascii(visible, utf8->bytes[0], glyphs);
    else
        glyphs[0] = glyph_of(utf8->bytes, utf8->have, utf8_columns(code_point));
    utf8_reset(utf8);
    return n;
}

unsigned visible_feed(struct visible *visible, uint8_t byte, struct glyph *glyphs)
{
    bool inside = visible->utf8.have > 0;
    switch (utf8_feed(&visible->utf8, byte)) {
    case UTF8_MORE:
        return 0;
    case UTF8_WHOLE:
        return spell_character(visible, glyphs);
    case UTF8_BROKEN:
        break;
    }
    unsigned n = spell_held(visible, glyphs);
    if (inside)
        n += visible_feed(visible, byte, glyphs + n); /* it begins a character: no deeper call */
    return n;
}

unsigned visible_end(struct visible *visible, struct glyph *glyphs)
{
    return spell_held(visible, glyphs);
}
