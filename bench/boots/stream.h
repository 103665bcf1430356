/*
 * The marks of one machine as they come in: read from the pipe, parsed and turned into samples,
 * with the time of their arrival and the time that was spent waiting for a processor.
 */
#ifndef STREAM_H
#define STREAM_H

#include "collector.h"
#include "process/waits.h"

#include <sys/types.h>

struct stream {
    int fd;    /* our end of the pipe: it does not block */
    pid_t pid; /* of who writes the marks */
    struct mark_parser parser;
    struct collector collector;
    struct waits waits;
    uint64_t own_waited_ns; /* waits_own_ns() when marks came last */
    uint64_t first_byte_ns; /* when the first came, on the driver's clock; 0: none has */
};

/**
 * Takes the marks that have come.
 * @param now_ns  the driver's clock when the descriptor was found readable
 * @return whether more may come
 */
bool stream_take(struct stream *stream, uint64_t now_ns);

/** What makes the marks invalid from some point on, or NULL. */
const char *stream_fault(const struct stream *stream);

/**
 * How it came out that the process has ended.
 * @param wait_status   as wait(2) gives it
 * @param guest_status  what the engine makes of it; -1: no guest's
 */
enum outcome stream_outcome(const struct stream *stream, int wait_status, int guest_status);

/** When the last sample's end mark came, on the driver's clock; 0 when it did not. */
uint64_t stream_last_end_ns(const struct stream *stream);

/** Frees what the stream holds; the descriptor is not its own. */
void stream_close(struct stream *stream);

#endif
