#include "user/console.h"

#include "lib/print.h"
#include "user/os.h"
#include "workloads/checksum.h"

static uint64_t *watched;

void console_watch(uint64_t *sum)
{
    watched = sum;
}

void console_write(const char *text, size_t size)
{
    for (size_t i = 0; watched != NULL && i < size; i++)
        *watched = checksum_add(*watched, (uint8_t)text[i]);
    os_write(text, size);
}

void print(const char *format, ...)
{
    char text[256];
    va_list values;
    va_start(values, format);
    console_write(text, format_text(text, sizeof text, format, values));
    va_end(values);
}
