/*
 * The Multiboot v1 boot protocol (Multiboot Specification 0.6.96, sections 3.1 to 3.3) for ELF32
 * files: check the header, load the segments, leave an information structure, enter at e_entry.
 *
 * The file is a stranger's: every offset and length in it is checked against the file and the
 * memory before it is used, in 64-bit arithmetic so that no sum of 32-bit fields can wrap.
 */
#include "boot/image.h"
#include "boot/multiboot_info.h"

#include <elf.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Where the information goes when the image leaves it free: under 640K, above the real-mode
 * areas of a BIOS, where other loaders put it too. */
#define INFO_ADDRESS 0x9000

static int bad(const struct image *image, const char *what, struct error *err)
{
    return fail(err, STATUS_BAD_IMAGE, "%s: %s; is it a complete Multiboot v1 kernel?", image->path,
                what);
}

/** Finds the Multiboot header: 4-byte aligned, whole within the first 8192 bytes (section 3.1). */
static int find_header(const struct image *image, struct multiboot_header *header,
                       struct error *err)
{
    size_t search = image->size < MULTIBOOT_SEARCH ? image->size : MULTIBOOT_SEARCH;
    for (size_t at = 0; at + sizeof *header <= search; at += 4) {
        memcpy(header, image->bytes + at, sizeof *header);
        if (header->magic == MULTIBOOT_HEADER_MAGIC &&
            header->magic + header->flags + header->checksum == 0)
            return 0;
    }
    return bad(image, "no Multiboot header with a right checksum in its first 8 KiB", err);
}

static int check_header(const struct image *image, struct error *err)
{
    struct multiboot_header header;
    if (find_header(image, &header, err) < 0)
        return -1;
    if (header.flags & MULTIBOOT_REQUIRED & ~MULTIBOOT_SUPPORTED)
        return fail(err, STATUS_BAD_IMAGE,
                    "%s asks its loader for something this monitor has not (Multiboot flags 0x%x, "
                    "known 0x%x)",
                    image->path, header.flags & MULTIBOOT_REQUIRED, MULTIBOOT_SUPPORTED);
    return 0;
}

static int check_elf(const struct image *image, Elf32_Ehdr *elf, struct error *err)
{
    if (image->size < sizeof *elf)
        return bad(image, "its ELF header is cut off", err);
    memcpy(elf, image->bytes, sizeof *elf);
    if (elf->e_ident[EI_CLASS] != ELFCLASS32)
        return fail(err, STATUS_BAD_IMAGE,
                    "%s is a 64-bit ELF file, Multiboot v1 takes 32-bit ones; convert it with "
                    "objcopy -O elf32-i386",
                    image->path);
    if (elf->e_ident[EI_DATA] != ELFDATA2LSB || elf->e_machine != EM_386)
        return bad(image, "not an ELF file for x86", err);
    if (elf->e_type != ET_EXEC)
        return bad(image, "not an executable ELF file", err);
    if (elf->e_phentsize != sizeof(Elf32_Phdr) || elf->e_phnum == 0)
        return bad(image, "it has no program headers", err);
    if ((uint64_t)elf->e_phoff + (uint64_t)elf->e_phnum * sizeof(Elf32_Phdr) > image->size)
        return bad(image, "its program headers are cut off", err);
    return 0;
}

static int load_segment(const struct image *image, const Elf32_Phdr *segment, struct memory *memory,
                        struct error *err)
{
    if (segment->p_filesz > segment->p_memsz)
        return bad(image, "a segment is larger in the file than in memory", err);
    if ((uint64_t)segment->p_offset + segment->p_filesz > image->size)
        return bad(image, "a segment is cut off", err);
    if ((uint64_t)segment->p_paddr + segment->p_memsz > memory->size)
        return fail(err, STATUS_BAD_IMAGE,
                    "%s does not fit: it needs memory up to 0x%llx, the VM has %llu KiB; use a "
                    "larger -m",
                    image->path, (unsigned long long)segment->p_paddr + segment->p_memsz,
                    (unsigned long long)memory->size >> 10);
    /* What a segment has in memory beyond its bytes in the file is zero: fresh memory is. */
    return memory_write(memory, segment->p_paddr, image->bytes + segment->p_offset,
                        segment->p_filesz);
}

/** Tells whether [address, address + size) meets the memory of a loaded segment. */
static bool overlaps(const Elf32_Phdr *segment, uint64_t address, uint64_t size)
{
    return segment->p_type == PT_LOAD && segment->p_paddr < address + size &&
           address < (uint64_t)segment->p_paddr + segment->p_memsz;
}

/**
 * Loads all segments, and finds a place for `info_size` bytes of information beside them: low
 * memory if the image leaves it free, else the page after the last segment.
 */
static int load_segments(const struct image *image, const Elf32_Ehdr *elf, struct memory *memory,
                         uint64_t info_size, uint64_t *info_address, struct error *err)
{
    bool low_is_free = true, entry_is_loaded = false;
    uint64_t end = 0;
    for (unsigned i = 0; i < elf->e_phnum; i++) {
        Elf32_Phdr segment;
        memcpy(&segment, image->bytes + elf->e_phoff + i * sizeof segment, sizeof segment);
        if (segment.p_type != PT_LOAD)
            continue;
        if (load_segment(image, &segment, memory, err) < 0)
            return -1;
        if (overlaps(&segment, INFO_ADDRESS, info_size))
            low_is_free = false;
        if (overlaps(&segment, elf->e_entry, 1))
            entry_is_loaded = true;
        if (end < (uint64_t)segment.p_paddr + segment.p_memsz)
            end = (uint64_t)segment.p_paddr + segment.p_memsz;
    }
    if (!entry_is_loaded)
        return bad(image, "its entry point lies outside its segments", err);
    *info_address = low_is_free ? INFO_ADDRESS : (end + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
    return 0;
}

int boot_multiboot(const struct image *image, const char *append, struct memory *memory,
                   struct boot_state *state, struct error *err)
{
    Elf32_Ehdr elf;
    struct multiboot_block block;
    uint64_t info_address = 0;
    if (check_elf(image, &elf, err) < 0 || check_header(image, err) < 0)
        return -1;
    if (multiboot_describe(&block, image->path, append, memory->size) < 0)
        return fail(err, STATUS_USAGE, "the command line is too long: %u bytes at most",
                    MULTIBOOT_CMDLINE_MAX - 1);
    if (load_segments(image, &elf, memory, sizeof block, &info_address, err) < 0)
        return -1;
    multiboot_relocate(&block, (uint32_t)info_address);
    if (memory_write(memory, info_address, &block, sizeof block) < 0)
        return fail(err, STATUS_BAD_IMAGE,
                    "%s leaves no room for its boot information; use a "
                    "larger -m",
                    image->path);
    *state = (struct boot_state){.kind = IMAGE_MULTIBOOT,
                                 .entry = elf.e_entry,
                                 .eax = MULTIBOOT_BOOT_MAGIC,
                                 .ebx = (uint32_t)info_address};
    return 0;
}
