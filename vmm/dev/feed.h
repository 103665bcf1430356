/*
 * A byte source with manners: when the next incoming byte may reach the guest.
 *
 * Host input may all be there at once (a pipe), long before the guest has set its driver up. Given
 * blindly, it would vanish in the driver's "drain the buffer" loop, or overrun the queue behind a
 * handler that reads until there is no more. So bytes wait until the guest listens: it takes the
 * device's interrupt, or has been polling for a while. And when it has taken what there was, more
 * comes with the end of that interrupt (EOI), or after a pause as on a real wire.
 */
#ifndef VMM_DEV_FEED_H
#define VMM_DEV_FEED_H

#include "board.h"

struct feed {
    struct board *board;
    struct byte_source source;
    unsigned line;      /* the device's interrupt line */
    bool interrupts;    /* the device lets its interrupt through; it says so here */
    int ahead;          /* a byte already pulled, waiting for the guest; -1: none */
    uint64_t polled_ns; /* when the guest first looked for input in vain; 0: never did */
    uint64_t paused_ns; /* nothing is given before this time */
    struct alarm alarm;
    void (*refill)(void *device);
    void *device;
};

/**
 * @param source  its `next` may be NULL: nothing ever comes
 * @param line    the device's interrupt line
 * @param refill  called with `device` when waiting input may be given
 */
void feed_init(struct feed *feed, struct board *board, struct byte_source source, unsigned line,
               void (*refill)(void *device), void *device);

/** @return the next byte, or -1 when there is none or it has to wait (then refill is called) */
int feed_next(struct feed *feed);

/** The guest has taken all it was given: pauses, and has the device refilled after it. */
void feed_taken(struct feed *feed);

/** The guest looked for input, and there was none. */
void feed_polled(struct feed *feed);

#endif
