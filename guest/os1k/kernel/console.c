/* Text out, to the debug console or else COM1; and marks, to their port or else COM2. */
#include "abi/ports.h"
#include "kernel.h"
#include "lib/print.h"

static bool has_debugcon, has_marks, line_is_open;

void console_init(void)
{
    has_debugcon = inb(PORT_DEBUGCON) == DEBUGCON_PRESENT;
    has_marks = inb(PORT_MARKS) == DEBUGCON_PRESENT;
    if (!has_marks)
        serial_set_rate(PORT_SERIAL_2);
}

/* A panic may come in the middle: by a non-maskable interrupt, say. */
void console_write(const char *text, size_t size)
{
    line_is_open |= size > 0;
    if (has_debugcon)
        outsb(PORT_DEBUGCON, text, size);
    else
        serial_write(PORT_SERIAL, text, size);
    line_is_open &= size == 0 || text[size - 1] != '\n';
}

void console_end_line(void)
{
    if (line_is_open)
        console_write("\n", 1);
}

void marks_write(const char *text, size_t size)
{
    if (has_marks)
        outsb(PORT_MARKS, text, size);
    else
        serial_write(PORT_SERIAL_2, text, size);
}

void print(const char *format, ...)
{
    char text[160];
    va_list values;
    va_start(values, format);
    console_write(text, format_text(text, sizeof text, format, values));
    va_end(values);
}
