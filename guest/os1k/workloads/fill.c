/*
 * Fills its memory with a pattern, 8 bytes at a time.
 *
 * Stresses: stores in order, and nothing else. One row a footprint: 16 KB stays in a first-level
 * cache, 1 MB in a second-level one, 8 MB in neither.
 * Size: how many KiB are filled, round and round the memory.
 * Checksum: of KiB number k, filled with k times an odd constant, word k mod 128 read back.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { WORDS_PER_KIB = 1024 / sizeof(uint64_t) };

static void fill_kib(uint64_t *to, uint64_t pattern)
{
    for (unsigned i = 0; i < WORDS_PER_KIB; i++)
        to[i] = pattern;
}

uint64_t fill_run(const struct work *work)
{
    uint32_t words = work->bytes / sizeof(uint64_t), at = 0;
    uint64_t *word = work->memory;
    uint64_t sum = CHECKSUM_START;
    for (uint32_t kib = 0; kib < work->size; kib++) {
        fill_kib(word + at, kib * CHECKSUM_PRIME);
        sum = checksum_add(sum, word[at + kib % WORDS_PER_KIB]);
        at += WORDS_PER_KIB;
        if (at == words)
            at = 0;
    }
    return sum;
}
