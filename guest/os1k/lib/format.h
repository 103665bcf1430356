/*
 * Numbers to text and back. No 64-bit division anywhere: on i386 the compiler makes that a call
 * into libgcc, which we do not link.
 */
#ifndef LIB_FORMAT_H
#define LIB_FORMAT_H

#include <stddef.h>
#include <stdint.h>

enum { DECIMAL_MAX = 20 }; /* the digits of the largest uint64_t */

/**
 * Writes a number in decimal, without leading zeros and without a NUL.
 * @param to  room for DECIMAL_MAX bytes
 * @return how many were written
 */
size_t format_decimal(char *to, uint64_t value);

/**
 * Writes the low `digits` hexadecimal digits of a number, lower case, zero-padded, without a NUL.
 * @param to      room for that many bytes
 * @param digits  8 for 32 bits, 16 for 64
 * @return `digits`
 */
size_t format_hex(char *to, uint64_t value, unsigned digits);

/**
 * Reads a decimal number that fits 32 bits: digits only, no sign, no blank.
 * @param text   where it starts; moved behind its last digit
 * @param value  where to put it; untouched on error
 * @return 0, or -1 when there is no digit or the number is too large
 */
int parse_decimal(const char **text, uint32_t *value);

#endif
