/*
 * The last of what a program said, in bounded memory.
 */
#ifndef TAIL_H
#define TAIL_H

#include <stddef.h>

enum { TAIL_MAX = 2048 };

struct tail {
    char text[TAIL_MAX + 1]; /* NUL-terminated */
    size_t length;
};

/** Appends bytes; the oldest make room. Control characters become blanks, but for newlines. */
void tail_add(struct tail *tail, const char *bytes, size_t size);

/** The last line with a letter or a digit in it, or ""; what follows it is cut off. */
const char *tail_last_line(struct tail *tail);

#endif
