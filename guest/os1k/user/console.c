#include "user/console.h"

#include "lib/print.h"
#include "user/os.h"

void print(const char *format, ...)
{
    char text[256];
    va_list values;
    va_start(values, format);
    os_write(text, format_text(text, sizeof text, format, values));
    va_end(values);
}
