/*
 * What a Multiboot loader tells a guest (Multiboot Specification 0.6.96, section 3.3): the
 * information structure, and the one block in which we hand it over with all that it points to.
 */
#ifndef VMM_BOOT_MULTIBOOT_INFO_H
#define VMM_BOOT_MULTIBOOT_INFO_H

#include <stdint.h>

#define MULTIBOOT_BOOT_MAGIC  0x2BADB002 /* in EAX at entry */
#define MULTIBOOT_CMDLINE_MAX 2048
#define MULTIBOOT_MAP_MAX     4

/* Section 3.3. */
struct multiboot_info {
    uint32_t flags;
    uint32_t mem_lower, mem_upper; /* KiB from 0, and from 1 MiB */
    uint32_t boot_device;
    uint32_t cmdline;
    uint32_t mods_count, mods_addr;
    uint32_t syms[4];
    uint32_t mmap_length, mmap_addr;
    uint32_t drives_length, drives_addr;
    uint32_t config_table;
    uint32_t boot_loader_name;
    uint32_t apm_table;
    uint32_t vbe[4];
};

struct multiboot_map {
    uint32_t size; /* of the rest of the entry */
    uint64_t address, length;
    uint32_t type; /* 1: memory, 2: reserved */
} __attribute__((packed));

/* Everything in one piece; the pointers in `info` are 0 until multiboot_relocate(). */
struct multiboot_block {
    struct multiboot_info info;
    struct multiboot_map map[MULTIBOOT_MAP_MAX];
    char loader[16];
    char cmdline[MULTIBOOT_CMDLINE_MAX];
};

/**
 * Describes a machine to its guest.
 * @param name    the image's name: the first word of the command line
 * @param append  the rest of it; NULL for none
 * @param memory  bytes of memory from address 0
 * @return 0, or -1 when the command line is too long
 */
int multiboot_describe(struct multiboot_block *block, const char *name, const char *append,
                       uint64_t memory);

/** Sets the pointers in a block that will lie at guest-physical `address`. */
void multiboot_relocate(struct multiboot_block *block, uint32_t address);

#endif
