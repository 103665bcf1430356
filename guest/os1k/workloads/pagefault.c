/*
 * Fresh pages: maps some, touches each for the first time, and gives them back.
 *
 * Stresses: the page fault, the page allocator, page tables and the flushing of the TLB.
 * Size: how many pages are touched, 64 to a mapping.
 * Checksum: for each page the word written to it plus a word of the rest, which must be 0.
 */
#include "user/os.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { PAGES = 64, WORDS_PER_PAGE = OS_PAGE_SIZE / sizeof(uint32_t) };

int pagefault_prepare(const struct work *work)
{
    (void)work;
    void *trial = os_map(PAGES * OS_PAGE_SIZE);
    if (trial == NULL)
        return -1;
    os_unmap(trial, PAGES * OS_PAGE_SIZE);
    return 0;
}

/* Writes first: a first read may be answered with a shared page of zeros, and no frame. */
static uint64_t touch(volatile uint32_t *word, uint32_t pages, uint64_t sum)
{
    for (uint32_t page = 0; page < pages; page++) {
        word[page * WORDS_PER_PAGE] = page;
        uint32_t other = word[page * WORDS_PER_PAGE + 1 + page % (WORDS_PER_PAGE - 1)];
        sum = checksum_add(sum, word[page * WORDS_PER_PAGE] + other);
    }
    return sum;
}

/* Out of memory in mid-run ends it early, with a checksum that cannot pass for the right one. */
uint64_t pagefault_run(const struct work *work)
{
    uint64_t sum = CHECKSUM_START;
    uint32_t left = work->size;
    while (left > 0) {
        uint32_t pages = left < PAGES ? left : PAGES;
        void *memory = os_map(pages * OS_PAGE_SIZE);
        if (memory == NULL)
            return 0;
        sum = touch(memory, pages, sum);
        os_unmap(memory, pages * OS_PAGE_SIZE);
        left -= pages;
    }
    return sum;
}
