/* The part of vsnprintf that a small kernel and its programs need. */
#ifndef LIB_PRINT_H
#define LIB_PRINT_H

#include <stdarg.h>
#include <stddef.h>

/**
 * Fills values into text.
 * @param to      room for `room` bytes; what does not fit is left out, and there is no NUL
 * @param format  text in which `%s` stands for a string, `%c` for a character, `%u` for an
 *                unsigned and `%U` for a uint64_t in decimal, and `%x` for a uintptr_t in
 *                hexadecimal with 0x before it; `%3u` pads on the left to three columns
 * @return how many bytes there are in `to`
 */
size_t format_text(char *to, size_t room, const char *format, va_list values);

#endif
