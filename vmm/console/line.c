#include "console/line.h"

#include <string.h>

static const struct cell blank = {.bytes = " ", .length = 1};

void line_reset(struct line *line)
{
    line->columns = 0;
    line->cursor = 0;
}

/* Writes one cell at the cursor. When it overwrites half of a wide character, the terminal clears
   the other half, and so do we. */
static void set_cell(struct line *line, const struct cell *cell)
{
    unsigned at = line->cursor;
    if (at < line->columns && !line->cell[at].length && cell->length)
        line->cell[at - 1] = blank;
    if (at + 1 < line->columns && !line->cell[at + 1].length)
        line->cell[at + 1] = blank;
    line->cell[at] = *cell;
    line->cursor++;
    if (line->cursor > line->columns)
        line->columns = line->cursor;
}

/* Adds a combining character to the one before the cursor; false when there is no room. */
static bool combine(struct line *line, const struct glyph *glyph)
{
    if (!line->cursor)
        return false;
    struct cell *cell = &line->cell[line->cursor - 1];
    if (!cell->length)
        cell--;
    if (cell->length + glyph->length > CELL_BYTES)
        return false;
    memcpy(cell->bytes + cell->length, glyph->bytes, glyph->length);
    cell->length = (uint8_t)(cell->length + glyph->length);
    return true;
}

/* A combining character that cannot combine takes a column: a column too many is better than a
   byte lost. */
static bool print(struct line *line, const struct glyph *glyph)
{
    static const struct cell second_half = {.length = 0};
    if (!glyph->columns && combine(line, glyph))
        return true;
    unsigned columns = glyph->columns ? glyph->columns : 1;
    if (line->cursor + columns > LINE_COLUMNS)
        return false;
    struct cell cell = {.length = glyph->length};
    memcpy(cell.bytes, glyph->bytes, glyph->length);
    set_cell(line, &cell);
    if (columns == 2)
        set_cell(line, &second_half);
    return true;
}

/* Moves to the next tab stop; only what lies beyond the line's end becomes blanks. */
static bool tab(struct line *line)
{
    unsigned stop = (line->cursor / LINE_TAB + 1) * LINE_TAB;
    if (stop > LINE_COLUMNS)
        return false;
    for (; line->columns < stop; line->columns++)
        line->cell[line->columns] = blank;
    line->cursor = stop;
    return true;
}

bool line_put(struct line *line, const struct glyph *glyph)
{
    if (!glyph_is_control(glyph))
        return print(line, glyph);
    switch (glyph->bytes[0]) {
    case '\t':
        return tab(line);
    case '\b':
        line->cursor -= line->cursor > 0;
        return true;
    default: /* \r */
        line->cursor = 0;
        return true;
    }
}

unsigned line_append(struct line *line, const uint8_t *bytes, unsigned count)
{
    unsigned taken = 0, at = line->cursor;
    if (at != line->columns)
        return 0;
    for (; taken < count && at < LINE_COLUMNS; taken++, at++) {
        if (bytes[taken] < ' ' || bytes[taken] > '~')
            break;
        line->cell[at].bytes[0] = (char)bytes[taken];
        line->cell[at].length = 1;
    }
    line->cursor = line->columns = at;
    return taken;
}

unsigned line_shown_columns(const struct line *line)
{
    unsigned columns = line->columns;
    while (columns > line->cursor && line->cell[columns - 1].length == 1 &&
           line->cell[columns - 1].bytes[0] == ' ')
        columns--;
    return columns;
}
