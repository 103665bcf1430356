/*
 * A VM's memory: one private mapping from guest-physical address 0 up. Everything that copies to
 * or from a guest goes through here, so that no length or address of a guest's is ever trusted.
 */
#ifndef VMM_MEMORY_H
#define VMM_MEMORY_H

#include "error.h"

#include <stdint.h>

#define MEMORY_MIN (64ULL << 10)
#define MEMORY_MAX (3ULL << 30) /* above lie the PC's memory-mapped devices: APICs, firmware */
#define PAGE_SIZE  4096ULL

struct memory {
    uint8_t *base; /* host address of guest-physical 0 */
    uint64_t size; /* bytes, a multiple of PAGE_SIZE */
};

/**
 * Maps zeroed memory; the host gives pages only as they are touched.
 * @param size  bytes, a multiple of PAGE_SIZE
 * @return 0, or -1 with STATUS_OS_ERROR
 */
int memory_map(struct memory *memory, uint64_t size, struct error *err);

/** Gives it back; harmless when it was never mapped. */
void memory_unmap(struct memory *memory);

/** Copies `size` bytes to guest-physical `address`. @return 0, or -1 if they do not all fit. */
int memory_write(struct memory *memory, uint64_t address, const void *data, uint64_t size);

/** Copies `size` bytes from guest-physical `address`. @return 0, or -1 if not all are there. */
int memory_read(const struct memory *memory, uint64_t address, void *data, uint64_t size);

#endif
