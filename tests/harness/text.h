/*
 * A growing piece of text: what a program printed, or what it should have printed.
 */
#ifndef HARNESS_TEXT_H
#define HARNESS_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct text {
    char *data; /* NUL-terminated once anything was added; may hold NULs of its own */
    size_t size;
};

/** Appends `size` bytes. Fails the running test when memory runs out. */
void text_append(struct text *text, const void *bytes, size_t size);

/** Appends what printf would print. */
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** The text as a C string; "" when it is empty. */
const char *text_string(const struct text *text);

/** The last of the text, for a message: Check takes no longer ones than some kilobytes. */
const char *text_tail(const struct text *text);

/** @return where `needle` first stands at or after `from`, or -1 */
long text_find(const struct text *text, const char *needle, size_t from);

/** @return how often `needle` stands in the text, not counting overlaps */
unsigned text_count(const struct text *text, const char *needle);

/** @return the number of newline characters */
unsigned text_lines(const struct text *text);

void text_free(struct text *text);

/**
 * Fails the running test unless both are equal to the byte; names the first line that differs,
 * with control characters made visible.
 * @param what  what is being compared, for the message
 */
void text_must_equal(const char *what, const struct text *actual, const char *expected);

#endif
