#include "print.h"

#include <stdint.h>

#include "format.h"
#include "string.h"

/* What has been written so far. */
struct text {
    char *at, *end;
};

static void put(struct text *text, const char *bytes, size_t size, uint32_t width)
{
    for (; width > size && text->at < text->end; width--)
        *text->at++ = ' ';
    for (; size > 0 && text->at < text->end; size--)
        *text->at++ = *bytes++;
}

static void put_decimal(struct text *text, uint64_t value, uint32_t width)
{
    char digits[DECIMAL_MAX];
    put(text, digits, format_decimal(digits, value), width);
}

static void put_hex(struct text *text, uintptr_t value, uint32_t width)
{
    char digits[2 + 2 * sizeof value] = "0x";
    unsigned count = 1;
    while (count < 2 * sizeof value && value >> 4 * count != 0)
        count++;
    put(text, digits, 2 + format_hex(digits + 2, value, count), width);
}

size_t format_text(char *to, size_t room, const char *format, va_list values)
{
    struct text text = {to, to + room};
    for (; *format != '\0'; format++) {
        uint32_t width = 0;
        if (*format != '%') {
            put(&text, format, 1, 0);
            continue;
        }
        format++;
        (void)parse_decimal(&format, &width); /* none there leaves it 0 */
        if (*format == 's') {
            const char *string = va_arg(values, const char *);
            put(&text, string, strlen(string), width);
        } else if (*format == 'c') {
            char character = (char)va_arg(values, int);
            put(&text, &character, 1, width);
        } else if (*format == 'U') {
            put_decimal(&text, va_arg(values, uint64_t), width);
        } else if (*format == 'x') {
            put_hex(&text, va_arg(values, uintptr_t), width);
        } else {
            put_decimal(&text, va_arg(values, unsigned), width);
        }
    }
    return (size_t)(text.at - to);
}
