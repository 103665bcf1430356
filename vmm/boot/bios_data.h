/*
 * What a BIOS would have left in memory. There is none here, but what runs on a PC, in real mode or
 * loaded by Multiboot, looks up two words in its data area (IBM PC/AT Technical Reference, 1985,
 * BIOS data area, segment 40h): where the first serial port is, and how much low memory there is.
 */
#ifndef VMM_BOOT_BIOS_DATA_H
#define VMM_BOOT_BIOS_DATA_H

#include "memory.h"

#define BIOS_DATA      0x400ULL
#define BIOS_DATA_SIZE 0x100ULL

/* Memory ends at 639K for programs; above it are the BIOS's own data, the screen and the ROMs. */
#define LOW_MEMORY_END 0x9fc00ULL

/** The low memory of a machine with `size` bytes of memory, in KiB. */
static inline uint16_t low_memory_kib(uint64_t size)
{
    return (uint16_t)((size < LOW_MEMORY_END ? size : LOW_MEMORY_END) >> 10);
}

/** Writes those words into a machine's memory, which is MEMORY_MIN at least. */
void bios_data_write(struct memory *memory);

#endif
