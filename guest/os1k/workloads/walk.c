/*
 * A random walk: every line of memory names the next one to visit, in one cycle through them all.
 *
 * Stresses: the latency of caches and of address translation, for no step can begin before the one
 * before it has ended; under nested or shadow paging this is where a TLB miss costs most. One row
 * a footprint: 16 KB, 1 MB and 8 MB.
 * Size: how many times round the cycle, from line 0: a shorter walk would know a part of the memory
 * only, and find it in the cache the next time. Memory: one line of 64 bytes a stop.
 * Checksum: after each round the trace of all stops so far, t = 3 t + stop modulo 2^32.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

struct line {
    uint32_t next;
    uint32_t unused[15];
};

/* Sattolo's shuffle: a permutation that is a single cycle, so a walk leaves no line out. */
int walk_prepare(const struct work *work)
{
    struct line *line = work->memory;
    uint32_t state = 1;
    for (uint32_t i = 0; i < work->bytes / sizeof *line; i++)
        line[i].next = i;
    for (uint32_t i = work->bytes / sizeof *line - 1; i > 0; i--) {
        uint32_t other = random_next(&state) % i;
        uint32_t swapped = line[i].next;
        line[i].next = line[other].next;
        line[other].next = swapped;
    }
    return 0;
}

uint64_t walk_run(const struct work *work)
{
    const struct line *line = work->memory;
    uint32_t lines = work->bytes / sizeof *line, at = 0, trace = 0;
    uint64_t sum = CHECKSUM_START;
    for (uint32_t round = 0; round < work->size; round++) {
        for (uint32_t step = 0; step < lines; step++) {
            at = line[at].next;
            trace = trace * 3 + at;
        }
        sum = checksum_add(sum, trace);
    }
    return sum;
}
