/* Pages of RAM, from the kernel's end on: fresh ones in order, and those that came back. */
#include "kernel.h"

extern char kernel_end[];
static uintptr_t fresh = (uintptr_t)kernel_end, end;
size_t pages_unpromised;
static void **returned; /* each of them holds the address of the next */

/** @param pages  how many there are, from address 0 on; those beyond the kernel's half stay unused
 */
void memory_init(size_t pages)
{
    end = (pages < USER_BASE / PAGE_SIZE ? pages : USER_BASE / PAGE_SIZE) * PAGE_SIZE;
    pages_unpromised = fresh < end ? (end - fresh) / PAGE_SIZE : 0;
}

void *page_alloc(void)
{
    void **page = returned;
    if (page != NULL) {
        returned = *page;
    } else if (fresh < end) {
        page = (void **)fresh;
        fresh += PAGE_SIZE;
    }
    return page;
}

void page_free(void *page)
{
    *(void **)page = returned;
    returned = page;
}
