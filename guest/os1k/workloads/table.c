/* Every workload there is, in the order in which tables and charts show them. */
#include "lib/string.h"
#include "workloads/runs.h"

#define KIB 1024u
#define MIB (1024 * KIB)

/* A table is read in rows. */
/* clang-format off */
const struct workload workloads[] = {
    {.name = "sieve", .group = GROUP_COMPUTE, .default_size = 8, .unit = "sieves below 32768",
     .stresses = "byte stores at growing strides", .memory = 32 * KIB, .run = sieve_run},
    {.name = "fib", .group = GROUP_COMPUTE, .default_size = 20, .unit = "times fib(20)",
     .stresses = "calls and returns", .run = fib_run},
    {.name = "matmul", .group = GROUP_COMPUTE, .default_size = 40, .unit = "products of 32 x 32",
     .stresses = "multiply and add", .memory = 12 * KIB,
     .prepare = matmul_prepare, .run = matmul_run},
    {.name = "sort", .group = GROUP_COMPUTE, .default_size = 6, .unit = "arrays of 2048",
     .stresses = "unpredictable branches and swaps", .memory = 8 * KIB, .run = sort_run},
    {.name = "crc32", .group = GROUP_COMPUTE, .default_size = 100, .unit = "blocks of 4 KiB",
     .stresses = "a chain of table look-ups", .memory = 8 * KIB,
     .prepare = crc32_prepare, .run = crc32_run},
    {.name = "sha256", .group = GROUP_COMPUTE, .default_size = 2200, .unit = "blocks of 64 bytes",
     .stresses = "32-bit rotations and additions", .run = sha256_run},
    {.name = "nqueens", .group = GROUP_COMPUTE, .default_size = 100, .unit = "times 8 queens",
     .stresses = "recursion and bit sets", .run = nqueens_run},
    {.name = "mandelbrot", .group = GROUP_COMPUTE, .default_size = 16, .unit = "pictures 32 x 24",
     .stresses = "64-bit products in fixed point", .run = mandelbrot_run},
    {.name = "times-table", .group = GROUP_COMPUTE, .default_size = 800, .unit = "tables 2x1-9x9",
     .stresses = "text written byte by byte", .memory = 4 * KIB, .run = times_table_run},

    {.name = "copy-16k", .group = GROUP_MEMORY, .default_size = 1200, .unit = "copies of 8 KiB",
     .stresses = "loads and stores in the L1 cache", .memory = 16 * KIB,
     .prepare = copy_prepare, .run = copy_run},
    {.name = "copy-1m", .group = GROUP_MEMORY, .default_size = 20, .unit = "copies of 512 KiB",
     .stresses = "loads and stores in the L2 cache", .memory = 1 * MIB,
     .prepare = copy_prepare, .run = copy_run},
    {.name = "copy-8m", .group = GROUP_MEMORY, .default_size = 3, .unit = "copies of 4 MiB",
     .stresses = "loads and stores beyond the L2 cache", .memory = 8 * MIB,
     .prepare = copy_prepare, .run = copy_run},
    {.name = "fill-16k", .group = GROUP_MEMORY, .default_size = 800, .unit = "fills of 16 KiB",
     .stresses = "stores in the L1 cache", .memory = 16 * KIB, .run = fill_run},
    {.name = "fill-1m", .group = GROUP_MEMORY, .default_size = 12, .unit = "fills of 1 MiB",
     .stresses = "stores in the L2 cache", .memory = 1 * MIB, .run = fill_run},
    {.name = "fill-8m", .group = GROUP_MEMORY, .default_size = 2, .unit = "fills of 8 MiB",
     .stresses = "stores beyond the L2 cache", .memory = 8 * MIB, .run = fill_run},
    {.name = "walk-16k", .group = GROUP_MEMORY, .default_size = 1600, .unit = "rounds of 256 steps",
     .stresses = "latency of the L1 cache", .memory = 16 * KIB,
     .prepare = walk_prepare, .run = walk_run},
    {.name = "walk-1m", .group = GROUP_MEMORY, .default_size = 8, .unit = "rounds of 16384 steps",
     .stresses = "latency of the L2 cache and the TLB", .memory = 1 * MIB,
     .prepare = walk_prepare, .run = walk_run},
    {.name = "walk-8m", .group = GROUP_MEMORY, .default_size = 1, .unit = "rounds of 131072 steps",
     .stresses = "latency beyond the L2 cache and of TLB misses", .memory = 8 * MIB,
     .prepare = walk_prepare, .run = walk_run},

    {.name = "syscall", .group = GROUP_OS, .default_size = 5000, .unit = "calls",
     .stresses = "ring 3 to ring 0 and back", .run = syscall_run},
    {.name = "pagefault", .group = GROUP_OS, .default_size = 640, .unit = "pages",
     .stresses = "page faults and mapping", .prepare = pagefault_prepare, .run = pagefault_run},
    {.name = "tlb-flush", .group = GROUP_OS, .default_size = 400, .unit = "flushes of 64 pages",
     .stresses = "a change of address spaces and TLB misses", .memory = 256 * KIB,
     .prepare = tlb_flush_prepare, .run = tlb_flush_run, .needs_hypervisor = 1},
    {.name = "exception", .group = GROUP_OS, .default_size = 1000, .unit = "invalid opcodes",
     .stresses = "an exception handled by the kernel", .run = exception_run,
     .needs_hypervisor = 1},

    {.name = "hypercall", .group = GROUP_OUTSIDE, .default_size = 100, .unit = "port writes",
     .stresses = "exits to the hypervisor", .run = hypercall_run, .needs_hypervisor = 1},
    {.name = "console-line", .group = GROUP_OUTSIDE, .default_size = 40,
     .unit = "lines of 64 bytes", .stresses = "string output to the console",
     .run = console_line_run},
    {.name = "timer-tick", .group = GROUP_OUTSIDE, .default_size = 4,
     .unit = "ticks at 200 a second", .stresses = "periodic interrupts and sleep",
     .run = timer_tick_run, .needs_hypervisor = 1, .waits = 1},
    {.name = "key-echo", .group = GROUP_OUTSIDE, .default_size = 100, .unit = "keys",
     .stresses = "a key by interrupt and its echo", .prepare = key_echo_prepare,
     .run = key_echo_run, .needs_hypervisor = 1},

    {.name = "menu-multiplication", .group = GROUP_MENU, .default_size = 4,
     .unit = "tables 2x1-9x9", .stresses = "text in small pieces",
     .run = menu_multiplication_run},
    {.name = "menu-counter", .group = GROUP_MENU, .default_size = 20, .unit = "counts from 0 to 9",
     .stresses = "short writes to the console", .run = menu_counter_run},
    {.name = "menu-echo", .group = GROUP_MENU, .default_size = 10, .unit = "lines typed",
     .stresses = "keys and the queue of input", .prepare = menu_echo_prepare,
     .run = menu_echo_run, .needs_hypervisor = 1},
    {.name = "menu-hello", .group = GROUP_MENU, .default_size = 1, .unit = "hellos of 60 ms",
     .stresses = "output in step with a timer", .prepare = menu_hello_prepare,
     .run = menu_hello_run, .needs_hypervisor = 1, .waits = 1},

    {.name = "oneshot", .group = GROUP_LATENCY, .default_size = 1000, .unit = "microseconds",
     .stresses = "interrupt latency", .run_timed = oneshot_run, .needs_hypervisor = 1, .waits = 1},
};
/* clang-format on */

const size_t workload_count = sizeof workloads / sizeof *workloads;

const struct workload *workload_find(const char *name)
{
    for (size_t i = 0; i < workload_count; i++)
        if (strcmp(workloads[i].name, name) == 0)
            return &workloads[i];
    return NULL;
}

const char *workload_group_name(enum workload_group group)
{
    switch (group) {
    case GROUP_COMPUTE:
        return "compute";
    case GROUP_MEMORY:
        return "memory";
    case GROUP_OS:
        return "os";
    case GROUP_OUTSIDE:
        return "outside";
    case GROUP_MENU:
        return "menu";
    case GROUP_LATENCY:
        return "latency";
    }
    return "";
}
