#include "format.h"

#include <stdio.h>

enum { DECIMALS_MAX = 6 };

/** How many decimals leave three significant digits; of what is all but nothing, fewer do. */
static int decimals(double value)
{
    int count = 0;
    for (double least = 99.95; value < least && count < DECIMALS_MAX; least /= 10)
        count++;
    return value > 0 ? count : 3;
}

const char *format_ns(char text[FORMAT_MAX], double ns)
{
    static const char *const units[] = {"ns", "µs", "ms", "s"};
    int unit = 0;
    while (unit < 3 && ns >= 999.5) {
        ns /= 1000;
        unit++;
    }
    snprintf(text, FORMAT_MAX, "%.*f %s", decimals(ns), ns, units[unit]);
    return text;
}

const char *format_ratio(char text[FORMAT_MAX], double ratio)
{
    snprintf(text, FORMAT_MAX, "%.*f×", decimals(ratio), ratio);
    return text;
}

int format_columns(const char *text)
{
    int columns = 0;
    for (; *text; text++)
        columns += (*text & 0xc0) != 0x80;
    return columns;
}
