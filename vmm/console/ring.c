#include "console/ring.h"

#include <stdlib.h>

int ring_init(struct ring *ring, uint32_t size)
{
    ring->bytes = malloc(size);
    ring->size = size;
    atomic_init(&ring->head, 0);
    atomic_init(&ring->tail, 0);
    return ring->bytes ? 0 : -1;
}

void ring_free(struct ring *ring)
{
    free(ring->bytes);
    ring->bytes = NULL;
}

uint32_t ring_put(struct ring *ring, const uint8_t *bytes, uint32_t count)
{
    uint32_t head = atomic_load_explicit(&ring->head, memory_order_relaxed);
    uint32_t room = ring->size - (head - atomic_load_explicit(&ring->tail, memory_order_acquire));
    if (count > room)
        count = room;
    for (uint32_t i = 0; i < count; i++)
        ring->bytes[(head + i) & (ring->size - 1)] = bytes[i];
    atomic_store_explicit(&ring->head, head + count, memory_order_release);
    return count;
}

uint32_t ring_peek(const struct ring *ring, const uint8_t **bytes)
{
    uint32_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
    uint32_t used = atomic_load_explicit(&ring->head, memory_order_acquire) - tail;
    uint32_t at = tail & (ring->size - 1);
    *bytes = ring->bytes + at;
    return used < ring->size - at ? used : ring->size - at;
}

void ring_skip(struct ring *ring, uint32_t count)
{
    atomic_fetch_add_explicit(&ring->tail, count, memory_order_release);
}

int ring_take(struct ring *ring)
{
    uint32_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
    if (atomic_load_explicit(&ring->head, memory_order_acquire) == tail)
        return -1;
    uint8_t byte = ring->bytes[tail & (ring->size - 1)];
    atomic_store_explicit(&ring->tail, tail + 1, memory_order_release);
    return byte;
}
