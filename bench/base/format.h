/*
 * Figures as people read them.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stddef.h>

enum { FORMAT_MAX = 32 };

/** A time with three significant digits and its unit: "1.24 ms". @return `text` */
const char *format_ns(char text[FORMAT_MAX], double ns);

/** A ratio with three significant digits and a times sign: "90.1×". @return `text` */
const char *format_ratio(char text[FORMAT_MAX], double ratio);

/** How many columns a text takes on a terminal: UTF-8, whose continuation bytes take none. */
int format_columns(const char *text);

/** The greater of two widths. */
static inline int format_wider(int a, int b)
{
    return a > b ? a : b;
}

#endif
