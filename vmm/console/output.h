/*
 * Writing to a descriptor without ever waiting, and without setting O_NONBLOCK on it: that flag
 * belongs to the open file, which the shell and the programs beside us in a pipeline share.
 */
#ifndef VMM_CONSOLE_OUTPUT_H
#define VMM_CONSOLE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { OUTPUT_STOPPED_MS = 2000 }; /* a reader who takes nothing for so long has stopped */

struct output {
    int fd;       /* to write to, and to watch for EPOLLOUT */
    bool owned;   /* fd is ours: the same file, opened again with O_NONBLOCK */
    bool socket;  /* it takes MSG_DONTWAIT */
    bool guarded; /* it may block: ask poll first, write little */
};

/** Prepares writing to fd, which stays the caller's. */
void output_open(struct output *output, int fd);

/** Closes what output_open() opened. */
void output_close(struct output *output);

/**
 * Writes as much as goes at once.
 * @return the bytes written; 0 when none can be for now; -1 with errno when the output is broken
 */
ssize_t output_write(const struct output *output, const char *bytes, size_t size);

/**
 * Writes all, or what goes until the output breaks or its reader stops.
 * @param timeout_ms  how long nothing at all may go
 * @return 0; -1 with errno: ETIMEDOUT when nothing went for so long, else what broke the output
 */
int output_write_whole(const struct output *output, const char *bytes, size_t size, int timeout_ms);

/**
 * Waits until something can be written, or the output is broken.
 * @param timeout_ms  -1: for ever
 * @return false when the time was up
 */
bool output_wait(const struct output *output, int timeout_ms);

#endif
