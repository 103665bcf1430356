/*
 * A guest's output made safe to show: bytes in, glyphs out.
 *
 * A guest must not be able to move the cursor, change colours or reprogram the terminal, so all
 * control bytes but \n \r \b \t are spelt out (^[ for escape, ^? for delete), and so are bytes that
 * are not UTF-8 and the C1 controls U+0080–U+009F, as \xNN.
 */
#ifndef VMM_CONSOLE_VISIBLE_H
#define VMM_CONSOLE_VISIBLE_H

#include "console/utf8.h"

enum {
    /* The most that one byte can bring: three bytes of a broken character and the new one itself,
       each as \xNN. */
    VISIBLE_MAX_GLYPHS = 4 * UTF8_MAX_BYTES,
};

/** What a terminal shows as one piece, or one of the controls \n \r \b \t (in bytes[0]). */
struct glyph {
    char bytes[UTF8_MAX_BYTES];
    uint8_t length;  /* in bytes */
    uint8_t columns; /* 0 for controls, combining characters and raw control bytes */
};

/** Whether it is one of the four controls that a line understands. */
bool glyph_is_control(const struct glyph *glyph);

/** The filter; zero-initialised but for `raw` it is at the beginning of a character. */
struct visible {
    bool raw; /* control bytes and invalid ones pass as they are, taking no column */
    struct utf8 utf8;
};

/**
 * Takes one byte.
 * @param glyphs  room for VISIBLE_MAX_GLYPHS
 * @return how many glyphs it brought; none inside a multi-byte character
 */
unsigned visible_feed(struct visible *visible, uint8_t byte, struct glyph *glyphs);

/** At the end of the output: shows an incomplete character's bytes. As visible_feed(). */
unsigned visible_end(struct visible *visible, struct glyph *glyphs);

#endif
