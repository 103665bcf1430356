/* What an image tells a Multiboot loader (Multiboot Specification 0.6.96, section 3.1). */
#ifndef VMM_BOOT_MULTIBOOT_HEADER_H
#define VMM_BOOT_MULTIBOOT_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MULTIBOOT_SEARCH       8192 /* the header lies within the first so many bytes */
#define MULTIBOOT_HEADER_MAGIC 0x1BADB002
#define MULTIBOOT_REQUIRED     0xffffU    /* flags the loader must understand or refuse */
#define MULTIBOOT_SUPPORTED    0x3U       /* 0: page-aligned modules; 1: memory information */
#define MULTIBOOT_ADDRESSES    (1U << 16) /* load by the address fields, whatever the file is */

struct multiboot_header {
    uint32_t magic, flags, checksum;
    /* Section 3.1.3; there with MULTIBOOT_ADDRESSES alone. */
    uint32_t header_addr, load_addr, load_end_addr, bss_end_addr, entry_addr;
};

/**
 * Finds the header: 4-byte aligned, whole within the first 8 KiB of the file, with a right
 * checksum.
 * @param header  receives it; the address fields are 0 when they are not there
 * @param at      receives its offset in the file
 * @return whether there is one
 */
bool multiboot_find_header(const uint8_t *bytes, size_t size, struct multiboot_header *header,
                           size_t *at);

#endif
