/*
 * What the I/O thread waits for: file descriptors, each with a tag that says what its event means.
 */
#ifndef VMM_RUN_WATCH_H
#define VMM_RUN_WATCH_H

#include "error.h"

#include <stdbool.h>
#include <stdint.h>

enum { WATCH_MAX = 16 }; /* events taken at once */

struct watch {
    int epoll_fd;
};

/** Begins with nothing watched. @return 0, or -1 with STATUS_OS_ERROR */
int watch_open(struct watch *watch, struct error *err);

/** Ends it; the descriptors that were watched stay open. */
void watch_close(struct watch *watch);

/** Watches `fd` for becoming readable, for good. @return 0, or -1 with STATUS_OS_ERROR */
int watch_add(struct watch *watch, int fd, unsigned tag, struct error *err);

/**
 * Makes a timer and watches it. @return its descriptor, to be closed by the caller, or -1
 * @param first_ns     when it fires first, from now
 * @param interval_ns  how often it fires then; 0: once
 */
int watch_timer(struct watch *watch, uint64_t first_ns, uint64_t interval_ns, unsigned tag,
                struct error *err);

/** Watches `fd` for `events` (EPOLLIN or EPOLLOUT) while wanted. @param watched  how it is now */
void watch_while(struct watch *watch, int fd, uint32_t events, unsigned tag, bool wanted,
                 bool *watched);

/**
 * Waits for events.
 * @param tags        where to: the tags of what happened
 * @param timeout_ms  at most so long; -1: for ever
 * @return how many; 0 at the time-out
 */
int watch_wait(struct watch *watch, unsigned tags[WATCH_MAX], int timeout_ms);

#endif
