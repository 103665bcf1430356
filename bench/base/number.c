#include "number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool number_decimal(const char *text, uint64_t max, uint64_t *value)
{
    if (text[0] == '\0' || (text[0] == '0' && text[1] != '\0'))
        return false;
    uint64_t total = 0;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        unsigned digit = (unsigned)(*text - '0');
        if (digit > max || total > (max - digit) / 10)
            return false;
        total = total * 10 + digit;
    }
    *value = total;
    return true;
}

bool number_hex(const char *text, unsigned digits, uint64_t *value)
{
    static const char set[] = "0123456789abcdef";
    if (strlen(text) != digits)
        return false;
    uint64_t total = 0;
    for (; *text; text++) {
        const char *digit = strchr(set, *text);
        if (!digit)
            return false;
        total = total << 4 | (uint64_t)(digit - set);
    }
    *value = total;
    return true;
}

bool number_real(const char *text, double *value)
{
    char *end;
    if (*text == '\0' || strspn(text, "0123456789+-.eE") != strlen(text))
        return false;
    *value = strtod(text, &end);
    return *end == '\0' && isfinite(*value);
}
