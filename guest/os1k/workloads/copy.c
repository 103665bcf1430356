/*
 * Copies one half of its memory to the other, 8 bytes at a time.
 *
 * Stresses: loads and stores in order. One row a footprint: 16 KB stays in a first-level cache,
 * 1 MB in a second-level one, 8 MB in neither.
 * Size: how many times the whole half is copied.
 * Checksum: the last word of each KiB as it was stored. Word w of the source is the w-th number of
 * random_next() from 1; on the way every word is xor-ed with the number of its round, so the loop
 * is no memcpy() and no two rounds store the same.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { WORDS_PER_KIB = 1024 / sizeof(uint64_t) };

int copy_prepare(const struct work *work)
{
    uint64_t *word = work->memory;
    uint32_t state = 1;
    for (uint32_t i = 0; i < work->bytes / 2 / sizeof *word; i++)
        word[i] = random_next(&state);
    return 0;
}

/* Copies one KiB and returns the last word stored. */
static uint64_t copy_kib(uint64_t *to, const uint64_t *from, uint64_t key)
{
    for (unsigned i = 0; i < WORDS_PER_KIB; i++)
        to[i] = from[i] ^ key;
    return to[WORDS_PER_KIB - 1];
}

uint64_t copy_run(const struct work *work)
{
    uint32_t half = work->bytes / 2 / sizeof(uint64_t);
    const uint64_t *from = work->memory;
    uint64_t *to = (uint64_t *)work->memory + half;
    uint64_t sum = CHECKSUM_START;
    for (uint32_t round = 0; round < work->size; round++)
        for (uint32_t at = 0; at < half; at += WORDS_PER_KIB)
            sum = checksum_add(sum, copy_kib(to + at, from + at, round));
    return sum;
}
