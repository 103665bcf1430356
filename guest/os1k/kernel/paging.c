/* The page tables: 2 levels or 4, walked by one loop. boot.S has mapped the kernel's half. */
#include "kernel.h"
#include "lib/string.h"

extern pte_t page_root[];
extern char kernel_start[], kernel_data[];

/** Keeps ring 0 off page 0, where null pointers lead, and from writing to text. */
void paging_protect_kernel(void)
{
    pte_t *entries = paging_entry(0, 0, false);
    entries[0] = 0;
    for (uintptr_t page = (uintptr_t)kernel_start; page < (uintptr_t)kernel_data; page += PAGE_SIZE)
        entries[page / PAGE_SIZE] &= ~(pte_t)PTE_WRITE;
    tlb_flush();
}

/**
 * Finds the entry that translates an address; NULL when a table on the way is missing.
 * @param level   0: the page's own entry; 1: that of its table; and so on
 * @param create  make what is missing, for the program; NULL then means that memory ran out
 */
pte_t *paging_entry(uintptr_t address, int level, bool create)
{
    pte_t *table = page_root;
    for (int at = PAGE_LEVELS - 1;; at--) {
        pte_t *entry = &table[address / PAGE_SIZE >> at * PAGE_INDEX_BITS & (TABLE_ENTRIES - 1)];
        if (at == level)
            return entry;
        if (!(*entry & PTE_PRESENT)) {
            void *page = create ? page_alloc() : NULL;
            if (page == NULL)
                return NULL;
            *entry = (uintptr_t)memset(page, 0, PAGE_SIZE) | PTE_PRESENT | PTE_WRITE | PTE_USER;
        }
        table = (pte_t *)(*entry & PAGE_MASK);
    }
}
