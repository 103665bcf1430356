/*
 * A byte source with manners: when the next incoming byte may reach the guest.
 *
 * Host input may all be there at once (a pipe), long before the guest has set its driver up. Given
 * blindly, it would vanish in the driver's "drain the buffer" loop, or overrun the queue behind a
 * handler that reads until there is no more. So bytes wait until the guest listens: its interrupt
 * line is unmasked, or it polls; and after the guest took what there was, more comes when it has
 * ended that interrupt (EOI), or after a pause as on a real wire.
 */
#ifndef VMM_DEV_FEED_H
#define VMM_DEV_FEED_H

#include "board.h"

struct feed {
    struct board *board;
    struct byte_source source;
    struct alarm alarm;
    unsigned line; /* the device's interrupt line */
    int ahead;     /* a byte already pulled, waiting for the guest; -1: none */
    bool polled;   /* the guest has looked for input without an interrupt */
    bool paused;   /* the guest took what there was */
    void (*refill)(void *device);
    void *device;
};

/**
 * @param line    the device's interrupt line
 * @param refill  called when more may be taken with feed_next()
 */
void feed_init(struct feed *feed, struct board *board, struct byte_source source, unsigned line,
               void (*refill)(void *device), void *device);

/** @return the next byte, or -1 when there is none or it has to wait (refill is called later) */
int feed_next(struct feed *feed);

/** The guest took all it had been given. */
void feed_taken(struct feed *feed);

/** The guest polled, and found nothing. */
void feed_polled(struct feed *feed);

#endif
