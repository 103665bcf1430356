/*
 * Pages of RAM, from the kernel's end on: fresh ones in order, and a list of those that came back.
 * boot.S maps the first stretch of memory, as much as one page table can. The last page of each
 * stretch becomes the table for the next, when the allocator gets there and not before.
 */
#include "kernel.h"

extern char kernel_end[];
static uintptr_t fresh = (uintptr_t)kernel_end, mapped, end;
size_t pages_unpromised;
static void **returned; /* each of them holds the address of the next */

void memory_init(uintptr_t memory_end)
{
    end = (memory_end < USER_BASE ? memory_end : USER_BASE) & PAGE_MASK;
    mapped = end < TABLE_SPAN ? end : TABLE_SPAN;
    size_t tables = (end - mapped + TABLE_SPAN - 1) / TABLE_SPAN;
    pages_unpromised = fresh < end ? (end - fresh) / PAGE_SIZE - tables : 0;
    paging_protect_kernel();
}

static void *take_fresh(void)
{
    fresh += PAGE_SIZE;
    return (void *)(fresh - PAGE_SIZE);
}

static void map_next_stretch(void)
{
    pte_t *table = take_fresh();
    for (unsigned i = 0; i < TABLE_ENTRIES; i++)
        table[i] = (mapped + i * PAGE_SIZE) | PTE_PRESENT | PTE_WRITE;
    *paging_entry(mapped, 1, false) = (uintptr_t)table | PTE_PRESENT | PTE_WRITE;
    mapped = end - mapped < TABLE_SPAN ? end : mapped + TABLE_SPAN;
}

void *page_alloc(void)
{
    void **page = returned;
    if (page != NULL) {
        returned = *page;
        return page;
    }
    if (fresh + PAGE_SIZE == mapped && mapped < end)
        map_next_stretch();
    return fresh < mapped ? take_fresh() : NULL;
}

void page_free(void *page)
{
    *(void **)page = returned;
    returned = page;
}
