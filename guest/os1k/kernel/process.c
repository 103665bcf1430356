/*
 * The one process. A page of its memory is filled when it is first touched: text is the image's
 * own, read-only; data is a copy; the rest is zeros, in areas that are mapped and unmapped.
 */
#include "abi/syscall.h"
#include "kernel.h"
#include "lib/string.h"

char command_line[PAGE_SIZE];

/* What the program's image begins with (user/start.S); data and end are page-aligned. */
static const struct program {
    uint32_t entry, data, end;
} *program = (const void *)program_image;

enum { FLAG_INTERRUPTS = 0x202 }; /* with bit 1, which is always set */
/* Its addresses are cut into slots of one area each: first the image, last the stack. */
enum { SLOT_SIZE = 0x4000000, SLOTS = (USER_END - USER_BASE) / SLOT_SIZE };
static struct area {
    uintptr_t start, end; /* whole pages; both 0 when unused */
    size_t promised;      /* pages, touched or not, tables included */
} areas[SLOTS];

static struct area *area_of(uintptr_t address)
{
    bool is_in_range = address >= USER_BASE && address < USER_END;
    return is_in_range ? &areas[(address - USER_BASE) / SLOT_SIZE] : NULL;
}

static bool area_open(uintptr_t start, uintptr_t end)
{
    size_t pages = (end - start + PAGE_SIZE - 1) / PAGE_SIZE;
    size_t promised = pages + pages / TABLE_ENTRIES + 2; /* with tables, at two levels */
    if (promised > pages_unpromised)
        return false;
    pages_unpromised -= promised;
    *area_of(start) = (struct area){start, start + pages * PAGE_SIZE, promised};
    return true;
}

static void area_close(struct area *area)
{
    for (int level = 0; level < 2; level++) /* pages, then their tables: no two areas share one */
        for (uintptr_t at = area->start; at < area->end; at += level ? TABLE_SPAN : PAGE_SIZE) {
            pte_t *entry = paging_entry(at, level, false);
            if (entry == NULL || !(*entry & PTE_WRITE)) /* untouched, or text: the image's */
                continue;
            page_free((void *)(*entry & PAGE_MASK));
            *entry = 0;
        }
    tlb_flush();
    pages_unpromised += area->promised;
    *area = (struct area){0, 0, 0};
}

/* The command line goes on top of the stack; bx points to it. */
void process_start(struct trap_frame *frame)
{
    static unsigned starts;
    size_t size = strlen(command_line) + 1;
    uintptr_t line = (USER_END - size) & ~(uintptr_t)15;
    for (struct area *area = areas; area < areas + SLOTS; area++)
        if (area->end != 0)
            area_close(area);
    if (!area_open(USER_BASE, program->end) || !area_open(USER_END - USER_STACK_SIZE, USER_END) ||
        !process_owns(line, size, true))
        panic("not enough memory for the program", NULL);
    memcpy((void *)line, command_line, size);
    *frame = (struct trap_frame){.ax = starts++, .bx = line, .flags = FLAG_INTERRUPTS};
    frame->ip = program->entry, frame->cs = USER_CS;
    frame->sp = line, frame->ss = USER_DS;
}

/* The entry for one of the program's pages; 0 when memory ran out. */
static pte_t entry_for(uintptr_t page)
{
    const char *image = program_image + (page - USER_BASE);
    if (page < program->data)
        return (uintptr_t)image | PTE_PRESENT | PTE_USER;
    void *memory = page_alloc();
    if (memory == NULL)
        return 0;
    if (image < program_image_end)
        memcpy(memory, image, PAGE_SIZE);
    else
        memset(memory, 0, PAGE_SIZE);
    return (uintptr_t)memory | PTE_PRESENT | PTE_WRITE | PTE_USER;
}

/** Sees to it that a page is present; false when it is not the program's, or memory ran out. */
bool process_fill(uintptr_t address)
{
    uintptr_t page = address & PAGE_MASK;
    const struct area *area = area_of(page);
    if (area == NULL || page < area->start || page >= area->end)
        return false;
    pte_t *entry = paging_entry(page, 0, true);
    if (entry != NULL && *entry == 0)
        *entry = entry_for(page);
    return entry != NULL && *entry != 0;
}

/**
 * Tells whether the program may read memory that it named, or write to it, and makes it present.
 * @param size  at most a page's: then its ends tell of all of it
 */
bool process_owns(uintptr_t address, size_t size, bool for_writing)
{
    bool is_allowed = !for_writing || address >= program->data;
    return size == 0 || (is_allowed && process_fill(address) && process_fill(address + size - 1));
}

uintptr_t process_map(size_t bytes)
{
    if (bytes == 0 || bytes > SLOT_SIZE - PAGE_SIZE) /* a gap behind each */
        return SYS_ERROR;
    for (uintptr_t start = USER_BASE + SLOT_SIZE; start < USER_END - SLOT_SIZE; start += SLOT_SIZE)
        if (area_of(start)->end == 0)
            return area_open(start, start + bytes) ? start : SYS_ERROR;
    return SYS_ERROR;
}

bool process_unmap(uintptr_t start)
{
    struct area *area = area_of(start);
    if (area == NULL || area == areas || area == &areas[SLOTS - 1] || area->start != start)
        return false; /* the image and the stack stay */
    area_close(area);
    return true;
}
