/*
 * Fills its memory with a pattern, 8 bytes at a time.
 *
 * Stresses: stores in order, and nothing else. One row a footprint: 16 KB stays in a first-level
 * cache, 1 MB in a second-level one, 8 MB in neither.
 * Size: how many times the whole memory is filled, in round r with r times an odd constant.
 * Checksum: word r mod 128 of each KiB read back.
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
    uint32_t words = work->bytes / sizeof(uint64_t);
    uint64_t *word = work->memory;
    uint64_t sum = CHECKSUM_START;
    for (uint32_t round = 0; round < work->size; round++) {
        for (uint32_t at = 0; at < words; at += WORDS_PER_KIB) {
            fill_kib(word + at, round * CHECKSUM_PRIME);
            sum = checksum_add(sum, word[at + round % WORDS_PER_KIB]);
        }
    }
    return sum;
}
