/*
 * Where the bytes of port 0x1e9 go. They are gathered while the VM's lock is held and written
 * after it is let go. The reader takes arrivals for times, that of a line's first byte or of its
 * last (docs/contract.md, Marks): those two are written at once, at the exit that brought them;
 * what is between waits for the line's end, and so two writes do for a line.
 */
#ifndef VMM_VM_MARKS_H
#define VMM_VM_MARKS_H

#include "error.h"

#include <stdbool.h>
#include <stdint.h>

enum { MARKS_BUFFER = 4096 }; /* more than one exit can bring */

struct marks {
    int fd; /* -1: nobody listens, and bytes are forgotten */
    int own_fd;
    unsigned used;
    bool due;       /* to be written now */
    bool line_open; /* the last byte was not a line's end */
    uint8_t buffer[MARKS_BUFFER];
};

/**
 * Opens `target`, a file's path or "fd:N"; NULL: no marks.
 * @return 0; -1 with STATUS_USAGE (no such descriptor), STATUS_NO_FILE or STATUS_OS_ERROR
 */
int marks_open(struct marks *marks, const char *target, struct error *err);

/** Closes a file that marks_open() opened; what was not flushed is gone. */
void marks_close(struct marks *marks);

/** Takes a byte; `owner` is the struct marks (it is a struct byte_sink's put). */
void marks_put(void *owner, uint8_t byte);

/**
 * Writes what was gathered. Blocks while a pipe is full, O_NONBLOCK or not, but returns at a signal
 * so that the caller can look whether it has to stop; what is left then is kept for the next call.
 * @return 0, or -1 with errno set (EINTR: call again)
 */
int marks_flush(struct marks *marks);

#endif
