/*
 * Numbers as marks and CSV files write them. Strict: what is not such a number is refused, where
 * strtoull() would skip blanks, take a sign or stop half way.
 */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/** Reads a decimal number up to `max`: no sign, no blank, no leading zero. */
bool number_decimal(const char *text, uint64_t max, uint64_t *value);

/** Reads exactly `digits` lower-case hexadecimal digits. */
bool number_hex(const char *text, unsigned digits, uint64_t *value);

/** Reads a finite decimal fraction, of either sign, with or without exponent. */
bool number_real(const char *text, double *value);

#endif
