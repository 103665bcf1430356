/*
 * The one process. A page of its memory is filled when it is first touched: text is the image's
 * own, read-only; data is a copy; the rest is zeros, in areas that are mapped and unmapped.
 */
#include "abi/syscall.h"
#include "kernel.h"
#include "lib/string.h"

/* What the program's image begins with (user/start.S); data and end are page-aligned. */
static const struct program {
    uint32_t base, entry, data, end;
} *program = (const void *)program_image;

enum { AREA_DATA, AREA_STACK, AREA_MAPPED, AREAS = AREA_MAPPED + 16 };
static struct area {
    uintptr_t start, end; /* whole pages; both 0 when unused */
    size_t promised;      /* pages, touched or not, tables included */
} areas[AREAS];

static bool area_open(struct area *area, uintptr_t start, uintptr_t end)
{
    size_t pages = (end - start) / PAGE_SIZE;
    pages += pages / TABLE_ENTRIES + 2; /* it may reach into two tables that it does not fill */
    if (pages > pages_unpromised)
        return false;
    pages_unpromised -= pages;
    *area = (struct area){start, end, pages};
    return true;
}

static void area_close(struct area *area)
{
    for (uintptr_t page = area->start; page < area->end; page += PAGE_SIZE) {
        pte_t *entry = paging_entry(page, 0, false);
        if (entry == NULL || *entry == 0)
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
    for (struct area *area = areas; area < areas + AREAS; area++)
        if (area->end != 0)
            area_close(area);
    if (program->base != USER_BASE || !area_open(&areas[AREA_DATA], program->data, program->end) ||
        !area_open(&areas[AREA_STACK], USER_END - USER_STACK_SIZE, USER_END) ||
        !process_owns(line, size))
        panic("not enough memory for the program", NULL);
    memcpy((void *)line, command_line, size);
    *frame = (struct trap_frame){.ax = starts++, .bx = line, .flags = FLAGS_INTERRUPTS_ON};
    frame->ip = program->entry, frame->cs = USER_CS;
    frame->sp = line, frame->ss = USER_DS;
}

/* Tells whether a page is the program's at all. */
static bool is_its_own(uintptr_t page)
{
    if (page >= USER_BASE && page < program->data)
        return true;
    for (const struct area *area = areas; area < areas + AREAS; area++)
        if (page >= area->start && page < area->end)
            return true;
    return false;
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

bool process_fill(uintptr_t address)
{
    uintptr_t page = address & PAGE_MASK;
    pte_t *entry = is_its_own(page) ? paging_entry(page, 0, true) : NULL;
    if (entry != NULL && *entry == 0)
        *entry = entry_for(page);
    return entry != NULL && *entry != 0;
}

/** Tells whether the kernel may use memory that the program named; it is present from then on. */
bool process_owns(uintptr_t address, size_t size)
{
    if (address < USER_BASE || address >= USER_END || size > USER_END - address)
        return false;
    for (uintptr_t page = address & PAGE_MASK; page < address + size; page += PAGE_SIZE)
        if (!process_fill(page))
            return false;
    return true;
}

uintptr_t process_map(size_t bytes)
{
    struct area *unused = NULL;
    uintptr_t start = program->end;
    for (struct area *area = areas + AREA_MAPPED; area < areas + AREAS; area++) {
        if (area->end == 0)
            unused = area;
        else if (area->end > start)
            start = area->end;
    }
    size_t room = areas[AREA_STACK].start - PAGE_SIZE - start; /* a gap below the stack */
    uintptr_t end = (start + bytes + PAGE_SIZE - 1) & PAGE_MASK;
    bool is_possible = unused != NULL && bytes != 0 && bytes <= room;
    return is_possible && area_open(unused, start, end) ? start : SYS_ERROR;
}

bool process_unmap(uintptr_t start)
{
    for (struct area *area = areas + AREA_MAPPED; area < areas + AREAS; area++)
        if (area->end != 0 && area->start == start) {
            area_close(area);
            return true;
        }
    return false;
}
