/*
 * The last of what a program said, in bounded memory.
 */
#ifndef TAIL_H
#define TAIL_H

#include <stdbool.h>
#include <stddef.h>

enum { TAIL_MAX = 2048 };

struct tail {
    char text[TAIL_MAX + 1]; /* NUL-terminated */
    size_t length;
};

/** Appends bytes; the oldest make room. Control characters become blanks, but for newlines. */
void tail_add(struct tail *tail, const char *bytes, size_t size);

/**
 * Appends a portion of what can be read: a program may say more than anybody can read.
 * @param fd  does not block
 * @return whether more may come
 */
bool tail_read(struct tail *tail, int fd);

/** Appends what is in a pipe, 64 KiB at most (pipe(7)): whoever still writes is not waited for. */
void tail_drain(struct tail *tail, int fd);

/** The last line with a letter or a digit in it, or ""; what follows it is cut off. */
const char *tail_last_line(struct tail *tail);

#endif
