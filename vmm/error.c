#include "error.h"

#include <stdarg.h>
#include <stdio.h>

int fail(struct error *err, int status, const char *format, ...)
{
    if (err->status != STATUS_OK)
        return -1;
    err->status = status;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return -1;
}
