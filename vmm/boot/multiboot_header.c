#include "boot/multiboot_header.h"

#include <string.h>

/* The header's length by its first three words, which are there. */
static size_t length_of(const struct multiboot_header *header)
{
    return header->flags & MULTIBOOT_ADDRESSES ? sizeof *header
                                               : offsetof(struct multiboot_header, header_addr);
}

bool multiboot_find_header(const uint8_t *bytes, size_t size, struct multiboot_header *header,
                           size_t *at)
{
    size_t search = size < MULTIBOOT_SEARCH ? size : MULTIBOOT_SEARCH;
    size_t words = offsetof(struct multiboot_header, header_addr);
    for (*at = 0; *at + words <= search; *at += 4) {
        *header = (struct multiboot_header){0};
        memcpy(header, bytes + *at, words);
        if (header->magic != MULTIBOOT_HEADER_MAGIC ||
            header->magic + header->flags + header->checksum != 0 ||
            *at + length_of(header) > search)
            continue;
        memcpy(header, bytes + *at, length_of(header));
        return true;
    }
    return false;
}
