/*
 * Empties the TLB and touches pages again, as after a change of address spaces.
 *
 * Stresses: loading CR3, which a hypervisor with shadow pages has to take part in, and the misses
 * that follow: with nested paging each walks two sets of page tables.
 * Size: how many times, 64 pages each. Memory: those pages, 256 KB, a line of each used.
 * Checksum: each time the sum of a word of every page, plus how many times it was before.
 */
#include "user/os1k.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { WORDS_PER_PAGE = OS_PAGE_SIZE / sizeof(uint32_t), LINES_PER_PAGE = OS_PAGE_SIZE / 64 };

/* Each page's word lies in another line of it, lest all of them compete for the same cache set. */
static volatile uint32_t *word_of(const struct work *work, uint32_t page)
{
    uint32_t line = page % LINES_PER_PAGE;
    return (volatile uint32_t *)work->memory + page * WORDS_PER_PAGE + line * 64 / sizeof(uint32_t);
}

int tlb_flush_prepare(const struct work *work)
{
    uint32_t state = 1;
    for (uint32_t page = 0; page < work->bytes / OS_PAGE_SIZE; page++)
        *word_of(work, page) = random_next(&state);
    return 0;
}

uint64_t tlb_flush_run(const struct work *work)
{
    uint64_t sum = CHECKSUM_START;
    for (uint32_t round = 0; round < work->size; round++) {
        uint32_t total = round;
        os_flush();
        for (uint32_t page = 0; page < work->bytes / OS_PAGE_SIZE; page++)
            total += *word_of(work, page);
        sum = checksum_add(sum, total);
    }
    return sum;
}
