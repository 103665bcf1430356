#include "drawing.h"

#include <stdio.h>
#include <string.h>

/* DejaVu Sans Mono: every character is 1233/2048 of the size wide (its hmtx table). */
#define FONT        "'DejaVu Sans Mono', Menlo, Consolas, monospace"
#define FONT_SIZE   18.0
#define CELL_WIDTH  (FONT_SIZE * 1233 / 2048)
#define CELL_HEIGHT 24.0
#define BASELINE    17.5 /* below the cell's top */
#define MARGIN      16.0
#define BAR         38.0 /* the title bar */

enum { INK = 0xd8dee9, GROUND = 0x10151f, BAR_GROUND = 0x232b3a, BAR_INK = 0xaab4c5 };

/* The sixteen colours, for a dark ground: each at least 5:1 in contrast to it. */
static const uint32_t palette[16] = {
    0x3b4252, 0xff6b6b, 0x4fd67f, 0xffd24a, 0x5cb3ff, 0xd29bff, 0x4fd6d6, 0xd8dee9,
    0x6b7689, 0xff8f8f, 0x7ee8a3, 0xffe08a, 0x8fcaff, 0xe2bfff, 0x86e8e8, 0xffffff,
};

static uint32_t colour_of(const VTermColor *colour, uint32_t by_default)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
        return by_default;
    if (VTERM_COLOR_IS_INDEXED(colour) && colour->indexed.idx < 16)
        return palette[colour->indexed.idx];
    if (VTERM_COLOR_IS_INDEXED(colour))
        return by_default;
    return (uint32_t)colour->rgb.red << 16 | (uint32_t)colour->rgb.green << 8 | colour->rgb.blue;
}

static struct look look_of(const VTermScreenCell *cell)
{
    struct look look = {
        .ink = colour_of(&cell->fg, INK),
        .ground = colour_of(&cell->bg, GROUND),
        .bold = cell->attrs.bold,
        .italic = cell->attrs.italic,
        .underline = cell->attrs.underline != 0,
    };
    if (cell->attrs.reverse) {
        uint32_t ink = look.ink;
        look.ink = look.ground;
        look.ground = ink;
    }
    return look;
}

static bool same_look(const struct look *a, const struct look *b)
{
    return a->ink == b->ink && a->ground == b->ground && a->bold == b->bold &&
           a->italic == b->italic && a->underline == b->underline;
}

/** Adds a code point in UTF-8, escaped for XML. */
static void add_character(struct drawing *drawing, uint32_t code)
{
    char *to = drawing->text + drawing->size;
    size_t room = sizeof drawing->text - drawing->size;
    int used;
    if (code == '&' || code == '<' || code == '>')
        used = snprintf(to, room, "&#%u;", code);
    else if (code < 0x80)
        used = snprintf(to, room, "%c", (int)(code < 0x20 ? ' ' : code));
    else
        used = snprintf(to, room, "&#x%x;", code);
    if (used > 0 && (size_t)used < room)
        drawing->size += (size_t)used;
}

static void draw_run(const struct drawing *drawing)
{
    const struct look *look = &drawing->look;
    double x = MARGIN + drawing->column * CELL_WIDTH;
    double y = BAR + MARGIN + drawing->row * CELL_HEIGHT;
    double width = drawing->cells * CELL_WIDTH;
    if (look->ground != GROUND)
        printf("<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%g\" fill=\"#%06x\"/>\n", x, y,
               width, CELL_HEIGHT, look->ground);
    if (strspn(drawing->text, " ") == drawing->size && !look->underline)
        return;
    printf("<text x=\"%.2f\" y=\"%.2f\" textLength=\"%.2f\" fill=\"#%06x\"%s%s%s>%s</text>\n", x,
           y + BASELINE, width, look->ink, look->bold ? " font-weight=\"bold\"" : "",
           look->italic ? " font-style=\"italic\"" : "",
           look->underline ? " text-decoration=\"underline\"" : "", drawing->text);
}

void drawing_end_row(struct drawing *drawing)
{
    if (drawing->cells > 0)
        draw_run(drawing);
    drawing->cells = 0;
    drawing->size = 0;
    drawing->text[0] = '\0';
}

void drawing_cell(struct drawing *drawing, unsigned row, unsigned column,
                  const VTermScreenCell *cell)
{
    struct look look = look_of(cell);
    if (drawing->cells > 0 && !same_look(&look, &drawing->look))
        drawing_end_row(drawing);
    if (drawing->cells == 0) {
        drawing->look = look;
        drawing->row = row;
        drawing->column = column;
    }
    drawing->cells++;
    add_character(drawing, cell->chars[0] ? cell->chars[0] : ' ');
}

static void print_escaped(const char *text)
{
    for (; *text; text++) {
        if (*text == '&' || *text == '<' || *text == '>')
            printf("&#%d;", *text);
        else
            putchar(*text);
    }
}

void drawing_begin(struct drawing *drawing, unsigned columns, unsigned rows, const char *title)
{
    static const char *const buttons[] = {"#ff5f57", "#febc2e", "#28c840"};
    double width = 2 * MARGIN + columns * CELL_WIDTH;
    double height = BAR + 2 * MARGIN + rows * CELL_HEIGHT;
    memset(drawing, 0, sizeof *drawing);
    printf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.1f %.1f\" width=\"%.1f\" "
           "height=\"%.1f\">\n",
           width, height, width, height);
    printf("<rect width=\"%.1f\" height=\"%.1f\" rx=\"14\" fill=\"#%06x\"/>\n", width, height,
           GROUND);
    printf("<path d=\"M0 %g V14 a14 14 0 0 1 14 -14 H%.1f a14 14 0 0 1 14 14 V%g z\" "
           "fill=\"#%06x\"/>\n",
           BAR, width - 14, BAR, BAR_GROUND);
    for (unsigned i = 0; i < 3; i++)
        printf("<circle cx=\"%g\" cy=\"%g\" r=\"6.5\" fill=\"%s\"/>\n", 22 + i * 21.0, BAR / 2,
               buttons[i]);
    printf("<g font-family=\"%s\" font-size=\"%g\" xml:space=\"preserve\">\n", FONT, FONT_SIZE);
    printf("<text x=\"88\" y=\"%g\" font-size=\"16\" fill=\"#%06x\">", BAR / 2 + 5.5, BAR_INK);
    print_escaped(title);
    puts("</text>");
}

void drawing_cursor(unsigned row, unsigned column)
{
    printf("<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%g\" fill=\"#%06x\" "
           "fill-opacity=\"0.75\"/>\n",
           MARGIN + column * CELL_WIDTH, BAR + MARGIN + row * CELL_HEIGHT + 2, CELL_WIDTH,
           CELL_HEIGHT - 4, INK);
}

void drawing_end(void)
{
    puts("</g>\n</svg>");
}
