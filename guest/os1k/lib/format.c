#include "format.h"

/* Divides by ten as on paper, a digit of 16 bits at a time, and returns the remainder. */
static unsigned divide_by_ten(uint64_t *value)
{
    uint64_t quotient = 0;
    uint32_t remainder = 0;
    for (int shift = 48; shift >= 0; shift -= 16) {
        uint32_t part = remainder << 16 | (uint16_t)(*value >> shift);
        quotient = quotient << 16 | part / 10;
        remainder = part % 10;
    }
    *value = quotient;
    return remainder;
}

size_t format_decimal(char *to, uint64_t value)
{
    char reversed[DECIMAL_MAX];
    size_t length = 0;
    do {
        reversed[length++] = (char)('0' + divide_by_ten(&value));
    } while (value != 0);
    for (size_t i = 0; i < length; i++)
        to[i] = reversed[length - 1 - i];
    return length;
}

size_t format_hex(char *to, uint64_t value, unsigned digits)
{
    for (unsigned i = digits; i-- > 0; value >>= 4)
        to[i] = "0123456789abcdef"[value & 0xf];
    return digits;
}

int parse_decimal(const char **text, uint32_t *value)
{
    const char *at = *text;
    uint32_t number = 0;
    if (*at < '0' || *at > '9')
        return -1;
    for (; *at >= '0' && *at <= '9'; at++) {
        uint32_t digit = (uint32_t)(*at - '0');
        if (number > (UINT32_MAX - digit) / 10)
            return -1;
        number = number * 10 + digit;
    }
    *text = at;
    *value = number;
    return 0;
}
