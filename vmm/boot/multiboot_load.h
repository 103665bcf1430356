/* The two ways in which a Multiboot image says what to load, and where to enter. */
#ifndef VMM_BOOT_MULTIBOOT_LOAD_H
#define VMM_BOOT_MULTIBOOT_LOAD_H

#include "boot/multiboot_header.h"
#include "boot/segments.h"

/**
 * Loads by the header's address fields, from a file of any format.
 * @param at     the header's offset in the file
 * @param entry  receives the entry point as the image claims it
 * @return 0, or -1 with STATUS_BAD_IMAGE
 */
int multiboot_load_addresses(const struct image *image, const struct multiboot_header *header,
                             size_t at, struct segments *loaded, struct memory *memory,
                             uint32_t *entry, struct error *err);

/** The same by the program headers of an ELF32 file. */
int multiboot_load_elf(const struct image *image, struct segments *loaded, struct memory *memory,
                       uint32_t *entry, struct error *err);

#endif
