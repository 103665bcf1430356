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
static inline uint32_t ring_used(const struct ring *ring)
{
    /* The tail first: it can only grow, so the difference is never negative. */
    uint32_t tail = atomic_load_explicit(&ring->tail, memory_order_acquire);
    return atomic_load_explicit(&ring->head, memory_order_acquire) - tail;
}

/** Puts `count` bytes. @return how many found room */
uint32_t ring_put(struct ring *ring, const uint8_t *bytes, uint32_t count);

/**
 * Looks at what would be taken next, without taking it.
 * @param bytes  receives where it is
 * @return how many bytes lie there in a row; there may be more behind the ring's seam
 */
uint32_t ring_peek(const struct ring *ring, const uint8_t **bytes);

/** Takes `count` bytes that ring_peek() showed. */
void ring_skip(struct ring *ring, uint32_t count);

/** Takes one byte; -1 when the ring is empty. */
int ring_take(struct ring *ring);

#endif
