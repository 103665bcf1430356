/*
 * A terminal's screen as SVG, on stdout: a window with a title bar, and cells of text. Neighbouring
 * cells that look alike become one text.
 */
#ifndef POSTER_DRAWING_H
#define POSTER_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vterm.h>

enum { DRAWING_RUN_MAX = 4096 };

/** How cells of a run look. Colours are 0xRRGGBB. */
struct look {
    uint32_t ink, ground;
    bool bold, italic, underline;
};

struct drawing {
    struct look look;
    unsigned row, column, cells; /* where the run begins, and how many cells it has */
    char text[DRAWING_RUN_MAX];  /* escaped for XML */
    size_t size;
};

/** Draws the window of a terminal. @param title  of the title bar */
void drawing_begin(struct drawing *drawing, unsigned columns, unsigned rows, const char *title);

/** Adds the next cell of a row. */
void drawing_cell(struct drawing *drawing, unsigned row, unsigned column,
                  const VTermScreenCell *cell);

/** Draws what is left of a row; due after its last cell. */
void drawing_end_row(struct drawing *drawing);

void drawing_cursor(unsigned row, unsigned column);

void drawing_end(void);

#endif
