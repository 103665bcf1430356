/*
 * What a boot protocol puts into memory, piece by piece, and what that leaves free.
 *
 * Pieces that overlap are refused: which of them a byte belongs to would be a matter of order, no
 * linker makes such a file, and QEMU's loader refuses it too. So no byte is written twice either,
 * and loading takes no longer than filling the memory does, whatever a file claims.
 */
#ifndef VMM_BOOT_SEGMENTS_H
#define VMM_BOOT_SEGMENTS_H

#include "boot/image.h"

#include <stdbool.h>

enum { SEGMENTS_MAX = 64 }; /* kernels have a handful; it bounds the search for overlaps */

/** Bytes of the file, then zeroes. As the file claims it: nothing of it is checked. */
struct segment {
    uint64_t file_offset, file_size;
    uint64_t address, memory_size;
};

/** Those that are loaded; zero-initialised there are none. */
struct segments {
    unsigned count;
    struct segment at[SEGMENTS_MAX];
};

/** Refuses an image for what is wrong with it. @return -1 with STATUS_BAD_IMAGE */
int image_bad(const struct image *image, const char *what, struct error *err);

/**
 * Checks a segment against the file, the memory and the segments before it, and loads it.
 * @param memory  fresh: beyond the file's bytes the segment is zero because it is
 * @return 0, or -1 with STATUS_BAD_IMAGE
 */
int segment_load(struct segments *loaded, const struct segment *segment, const struct image *image,
                 struct memory *memory, struct error *err);

/** Tells whether [address, address + size) meets the memory of a loaded segment. */
bool segments_meet(const struct segments *loaded, uint64_t address, uint64_t size);

/** The address behind the highest segment; 0 when there is none. */
uint64_t segments_end(const struct segments *loaded);

#endif
