/*
 * Loading by the address fields of a Multiboot header (Multiboot Specification 0.6.96, 3.1.3). They
 * describe one run of the file, text and data, and the bss behind it; an ELF header that the file
 * has as well does not count.
 */
#include "boot/multiboot_load.h"

static const char out_of_order[] = "the addresses in its Multiboot header are not in order";

int multiboot_load_addresses(const struct image *image, const struct multiboot_header *header,
                             size_t at, struct segments *loaded, struct memory *memory,
                             uint32_t *entry, struct error *err)
{
    uint64_t begin = header->load_addr;
    if (header->header_addr < begin)
        return image_bad(image, out_of_order, err);
    /* As far before the header as in memory, what is loaded begins in the file. */
    if (header->header_addr - begin > at)
        return image_bad(image, "its Multiboot header loads what lies before the file", err);
    uint64_t offset = at - (header->header_addr - begin);
    uint64_t end = header->load_end_addr ? header->load_end_addr : begin + image->size - offset;
    uint64_t bss_end = header->bss_end_addr ? header->bss_end_addr : end;
    if (end < begin || bss_end < end)
        return image_bad(image, out_of_order, err);
    struct segment segment = {
        .file_offset = offset,
        .file_size = end - begin,
        .address = begin,
        .memory_size = bss_end - begin,
    };
    *entry = header->entry_addr;
    return segment_load(loaded, &segment, image, memory, err);
}
