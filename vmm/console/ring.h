/*
 * A bounded queue of bytes between two threads, without a lock: one puts, one takes. Where several
 * threads put (or take), a lock of theirs makes them one.
 */
#ifndef VMM_CONSOLE_RING_H
#define VMM_CONSOLE_RING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/** The counters run freely and wrap round at 2^32; their difference is what is in the ring. */
struct ring {
    uint8_t *bytes;
    uint32_t size;         /* a power of two */
    _Atomic uint32_t head; /* bytes ever put; written by the putting side */
    _Atomic uint32_t tail; /* bytes ever taken; written by the taking side */
};

/**
 * Makes an empty ring.
 * @param size  its capacity in bytes, a power of two
 * @return 0, or -1 when there is no memory
 */
int ring_init(struct ring *ring, uint32_t size);

/** Frees what ring_init() took. */
void ring_free(struct ring *ring);

/** The number of bytes in the ring: for the taker a lower bound, for the putter an upper one. */
uint32_t ring_used(const struct ring *ring);

/** Puts `count` bytes. @return how many found room */
uint32_t ring_put(struct ring *ring, const uint8_t *bytes, uint32_t count);

/** Takes one byte; -1 when the ring is empty. */
int ring_take(struct ring *ring);

#endif
