/*
 * A guest image as a file: read whole, told apart by its first 8 KiB, where ELF and Multiboot have
 * their headers, and put into a VM's memory by the boot protocol of its kind.
 */
#ifndef VMM_BOOT_IMAGE_H
#define VMM_BOOT_IMAGE_H

#include "error.h"
#include "memory.h"

#include <stddef.h>
#include <stdint.h>

enum image_kind {
    IMAGE_FLAT,      /* real-mode code at 0000:7c00 */
    IMAGE_MULTIBOOT, /* an ELF file, or one whose Multiboot v1 header says where to load it */
};

struct image {
    const char *path; /* as the user wrote it, for messages */
    enum image_kind kind;
    uint8_t *bytes;
    size_t size;
};

/** What the CPU starts with; everything else is as after the boot protocol's hand-over. */
struct boot_state {
    enum image_kind kind;
    uint32_t entry; /* IP or EIP */
    uint32_t eax;   /* Multiboot: the magic number */
    uint32_t ebx;   /* Multiboot: address of the information structure */
};

/**
 * Reads an image file and tells its kind.
 * @return 0, or -1 with STATUS_NO_FILE, STATUS_BAD_IMAGE (empty, too large) or STATUS_OS_ERROR
 */
int image_open(struct image *image, const char *path, struct error *err);

/**
 * Tells a file's kind: Multiboot v1 when it is an ELF file, or has a header with address fields.
 * Without them such a header says nothing: a disk may well have a kernel behind its boot sector.
 */
enum image_kind image_kind(const uint8_t *bytes, size_t size);

/** Frees what image_open() read. */
void image_close(struct image *image);

/** The default memory size for a kind of image, in bytes. */
uint64_t image_default_memory(enum image_kind kind);

/** Loads a flat image at 0x7c00. @return 0, or -1 with STATUS_BAD_IMAGE: it does not fit */
int boot_flat(const struct image *image, struct memory *memory, struct boot_state *state,
              struct error *err);

/**
 * Loads a Multiboot image, by its header's address fields if it has them, else as an ELF file; adds
 * information structure, memory map, command line.
 * @param append  the command line that follows the image's name; NULL for none
 * @return 0; -1 with STATUS_BAD_IMAGE, or with STATUS_USAGE when the command line is too long
 */
int boot_multiboot(const struct image *image, const char *append, struct memory *memory,
                   struct boot_state *state, struct error *err);

#endif
