/*
 * A line that is still open, as the terminal would show it: cells in columns, and a cursor that
 * \r, \b and \t move. Printing over a cell replaces it, so what a guest's line editor does with
 * "\b \b" leaves the right text to put back.
 */
#ifndef VMM_CONSOLE_LINE_H
#define VMM_CONSOLE_LINE_H

#include "console/visible.h"

enum {
    LINE_COLUMNS = 4096, /* a longer line is broken */
    LINE_TAB = 8,
    CELL_BYTES = 11, /* a character and combining ones: a Korean syllable of three jamo takes 9 */
};

/** One column. A wide character is in the first of its two; the second has length 0. */
struct cell {
    char bytes[CELL_BYTES];
    uint8_t length;
};

/** Zero-initialised it is empty. */
struct line {
    unsigned columns; /* in use; the cursor is never beyond */
    unsigned cursor;
    struct cell cell[LINE_COLUMNS];
};

/** Empties the line. */
void line_reset(struct line *line);

/**
 * Takes a glyph, any but \n.
 * @return false, with nothing changed, when the line is too long for it
 */
bool line_put(struct line *line, const struct glyph *glyph);

/**
 * Takes printable ASCII at the line's end, as line_put() would glyph by glyph.
 * @return how many of the bytes it was: up to one that is not, or to the line's limit; none when
 * the cursor is not at the end
 */
unsigned line_append(struct line *line, const uint8_t *bytes, unsigned count);

/** The columns worth showing: without the blanks, beyond the cursor, that an erased text left. */
unsigned line_shown_columns(const struct line *line);

#endif
