#include "boot/multiboot_info.h"

#include "boot/bios_data.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Flags of the information structure: which of its fields hold something (section 3.3). */
enum { HAS_MEMORY = 1 << 0, HAS_CMDLINE = 1 << 2, HAS_MAP = 1 << 6, HAS_LOADER = 1 << 9 };
enum { MAP_MEMORY = 1, MAP_RESERVED = 2 };

#define HIGH 0x100000ULL /* where memory goes on, above the screen and the ROMs */

static void add_region(struct multiboot_block *block, uint64_t start, uint64_t end, uint32_t type)
{
    unsigned used = block->info.mmap_length / (unsigned)sizeof block->map[0];
    block->map[used] = (struct multiboot_map){
        .size = sizeof block->map[0] - sizeof block->map[0].size,
        .address = start,
        .length = end - start,
        .type = type,
    };
    block->info.mmap_length += (uint32_t)sizeof block->map[0];
}

static void describe_memory(struct multiboot_block *block, uint64_t memory)
{
    block->info.mem_lower = low_memory_kib(memory);
    add_region(block, 0, (uint64_t)block->info.mem_lower << 10, MAP_MEMORY);
    if (memory <= LOW_MEMORY_END)
        return;
    add_region(block, LOW_MEMORY_END, HIGH, MAP_RESERVED);
    if (memory <= HIGH)
        return;
    block->info.mem_upper = (uint32_t)((memory - HIGH) >> 10);
    add_region(block, HIGH, memory, MAP_MEMORY);
}

int multiboot_describe(struct multiboot_block *block, const char *name, const char *append,
                       uint64_t memory)
{
    memset(block, 0, sizeof *block);
    block->info.flags = HAS_MEMORY | HAS_CMDLINE | HAS_MAP | HAS_LOADER;
    describe_memory(block, memory);
    snprintf(block->loader, sizeof block->loader, "kvm-vmm");
    int length = snprintf(block->cmdline, sizeof block->cmdline, "%s%s%s", name, append ? " " : "",
                          append ? append : "");
    return length < 0 || (size_t)length >= sizeof block->cmdline ? -1 : 0;
}

void multiboot_relocate(struct multiboot_block *block, uint32_t address)
{
    block->info.mmap_addr = address + (uint32_t)offsetof(struct multiboot_block, map);
    block->info.boot_loader_name = address + (uint32_t)offsetof(struct multiboot_block, loader);
    block->info.cmdline = address + (uint32_t)offsetof(struct multiboot_block, cmdline);
}
