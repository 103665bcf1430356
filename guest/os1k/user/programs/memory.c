/* The memory that the system gives out, and the pointers that it must not believe. */
#include "program.h"

#include "lib/string.h"
#include "user/console.h"
#include "user/os1k.h"

enum { WORDS_A_PAGE = OS_PAGE_SIZE / sizeof(uint32_t), RUNS_MAX = 16, STACK_PAGES = 60 };

/* A run of memory, the largest that could be had. */
struct run {
    uint32_t *memory;
    size_t pages;
};

/* How many pages one mapping can have at most: found by halving. */
static size_t largest_mapping(void)
{
    size_t low = 0, high = (size_t)1 << 18; /* as many as the program has addresses */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        void *memory = os_map(middle * OS_PAGE_SIZE);
        if (memory != NULL)
            os_unmap(memory, middle * OS_PAGE_SIZE);
        *(memory != NULL ? &low : &high) = middle;
    }
    return low;
}

/* Touches every page, and counts those that were not zero or did not keep what was written. */
static size_t count_bad_pages(uint32_t *memory, size_t pages)
{
    size_t bad = 0;
    for (size_t page = 0; page < pages; page++) {
        uint32_t *words = memory + page * WORDS_A_PAGE;
        bad += words[0] != 0 || words[WORDS_A_PAGE - 1] != 0;
        words[0] = words[WORDS_A_PAGE - 1] = (uint32_t)page + 1;
    }
    for (size_t page = 0; page < pages; page++)
        bad += memory[page * WORDS_A_PAGE] != (uint32_t)page + 1;
    return bad;
}

/* Takes all the memory there is, in the largest runs; returns how many. */
static unsigned take_all(struct run *runs)
{
    unsigned count = 0;
    while (count < RUNS_MAX) {
        size_t pages = largest_mapping();
        if (pages == 0)
            break;
        runs[count++] = (struct run){os_map(pages * OS_PAGE_SIZE), pages};
    }
    return count;
}

/* Uses all that was promised to the program: most of its stack, and a page of as many mappings as
 * there can be, each where it takes page tables of its own. Those have to come back. */
static void use_what_is_promised(void)
{
    struct run runs[RUNS_MAX];
    volatile uint32_t stack[STACK_PAGES * WORDS_A_PAGE];
    unsigned count = 0;
    for (unsigned page = 0; page < STACK_PAGES; page++)
        stack[page * WORDS_A_PAGE] = page;
    while (count < RUNS_MAX && (runs[count].memory = os_map(OS_PAGE_SIZE)) != NULL)
        *runs[count++].memory = stack[0];
    while (count-- > 0)
        os_unmap(runs[count].memory, OS_PAGE_SIZE);
}

/* Twice: the second time all of them are pages that came back. */
void fill_memory(const struct request *request)
{
    (void)request;
    use_what_is_promised();
    for (unsigned round = 1; round <= 2; round++) {
        struct run runs[RUNS_MAX];
        unsigned count = take_all(runs);
        size_t pages = 0, bad = 0;
        for (unsigned i = 0; i < count; i++) {
            pages += runs[i].pages;
            bad += count_bad_pages(runs[i].memory, runs[i].pages);
        }
        for (unsigned i = 0; i < count; i++)
            os_unmap(runs[i].memory, runs[i].pages * OS_PAGE_SIZE);
        print("memory: round %u, %u pages, %u bad\n", round, (unsigned)pages, (unsigned)bad);
    }
}

static void try_call(const char *what, uintptr_t number, uintptr_t first, uintptr_t second)
{
    print("bad-pointers: %s: %s\n", what,
          os_call(number, first, second) == SYS_ERROR ? "refused" : "ACCEPTED");
}

void bad_pointers(const struct request *request)
{
    (void)request;
    static const uintptr_t kernel = 0x100000, user = 0x40000000, user_end = 0x80000000;
    try_call("null", SYS_WRITE, 0, 1);
    try_call("the kernel", SYS_WRITE, kernel, 16);
    try_call("from the kernel into the program", SYS_WRITE, user - 1, 2);
    try_call("beyond the stack", SYS_WRITE, user_end - 1, 2);
    try_call("wrapping around", SYS_WRITE, UINTPTR_MAX, 2);
    try_call("nothing mapped", SYS_WRITE, user + user / 2, 1);
    try_call("marks of the kernel", SYS_MARK, kernel, 16);
    try_call("unmap of the kernel", SYS_UNMAP, kernel, 0);
    try_call("unmap of nothing", SYS_UNMAP, 0, 0);
    try_call("unmap of its own text", SYS_UNMAP, user, 0);
    try_call("unmap of its own stack", SYS_UNMAP, user_end - 0x40000, 0);
    try_call("map of nothing", SYS_MAP, 0, 0);
    try_call("map of everything", SYS_MAP, UINTPTR_MAX, 0);
    try_call("a tick rate of 0", SYS_TICK_RATE, 0, 0);
    try_call("a one-shot into the kernel", SYS_ONESHOT, 1, kernel);
    try_call("a one-shot into its own text", SYS_ONESHOT, 1, user);
    try_call("no such call", UINTPTR_MAX, 0, 0);
}
