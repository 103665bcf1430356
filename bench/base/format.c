#include "format.h"

#include <stdio.h>

/** How many decimals leave three significant digits. */
static int decimals(double value)
{
    return value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
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
