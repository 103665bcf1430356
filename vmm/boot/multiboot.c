/*
 * The Multiboot v1 boot protocol (Multiboot Specification 0.6.96, sections 3.1 to 3.3): check the
 * header, load what the image says, leave an information structure, enter.
 *
 * The file is a stranger's: every offset and length in it is checked against the file and the
 * memory before it is used, in 64-bit arithmetic so that no sum of 32-bit fields can wrap.
 */
#include "boot/bios_data.h"
#include "boot/multiboot_info.h"
#include "boot/multiboot_load.h"

/* Where the information goes when the image leaves it free: under 640K, above the real-mode
 * areas of a BIOS, where other loaders put it too. */
#define INFO_ADDRESS 0x9000

static int check_header(const struct image *image, struct multiboot_header *header, size_t *at,
                        struct error *err)
{
    if (!multiboot_find_header(image->bytes, image->size, header, at))
        return image_bad(image, "no Multiboot header with a right checksum in its first 8 KiB",
                         err);
    if (header->flags & MULTIBOOT_REQUIRED & ~MULTIBOOT_SUPPORTED)
        return fail(err, STATUS_BAD_IMAGE,
                    "%s asks its loader for something this monitor has not (Multiboot flags 0x%x, "
                    "known 0x%x)",
                    image->path, header->flags & MULTIBOOT_REQUIRED, MULTIBOOT_SUPPORTED);
    return 0;
}

static int load(const struct image *image, struct segments *loaded, struct memory *memory,
                uint32_t *entry, struct error *err)
{
    struct multiboot_header header;
    size_t at;
    if (check_header(image, &header, &at, err) < 0)
        return -1;
    int result = header.flags & MULTIBOOT_ADDRESSES
                     ? multiboot_load_addresses(image, &header, at, loaded, memory, entry, err)
                     : multiboot_load_elf(image, loaded, memory, entry, err);
    if (result == 0 && !segments_meet(loaded, *entry, 1))
        return image_bad(image, "its entry point lies outside its segments", err);
    return result;
}

/** A place for the information: low memory if the image leaves it free, else the page behind it. */
static uint64_t place_info(const struct segments *loaded)
{
    if (!segments_meet(loaded, INFO_ADDRESS, sizeof(struct multiboot_block)))
        return INFO_ADDRESS;
    return (segments_end(loaded) + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
}

int boot_multiboot(const struct image *image, const char *append, struct memory *memory,
                   struct boot_state *state, struct error *err)
{
    struct segments loaded = {0};
    struct multiboot_block block;
    uint32_t entry;
    if (load(image, &loaded, memory, &entry, err) < 0)
        return -1;
    if (multiboot_describe(&block, image->path, append, memory->size) < 0)
        return fail(err, STATUS_USAGE, "the command line is too long: %u bytes at most",
                    MULTIBOOT_CMDLINE_MAX - 1);
    if (!segments_meet(&loaded, BIOS_DATA, BIOS_DATA_SIZE))
        bios_data_write(memory);
    uint64_t info_address = place_info(&loaded);
    multiboot_relocate(&block, (uint32_t)info_address);
    if (memory_write(memory, info_address, &block, sizeof block) < 0)
        return fail(err, STATUS_BAD_IMAGE,
                    "%s leaves no room for its boot information; use a "
                    "larger -m",
                    image->path);
    *state = (struct boot_state){.kind = IMAGE_MULTIBOOT,
                                 .entry = entry,
                                 .eax = MULTIBOOT_BOOT_MAGIC,
                                 .ebx = (uint32_t)info_address};
    return 0;
}
