/*
 * How Bochs gets a Multiboot image without a disk: its memory is filled beforehand (optramimage),
 * and an option ROM (optromimage) enters it.
 */
#ifndef ENGINES_BOCHS_ROM_H
#define ENGINES_BOCHS_ROM_H

#define BOCHS_ROM_ADDRESS 0xc0000 /* in the place of the video BIOS, which nobody needs here */
#define BOCHS_ROM_STATE   8       /* where in the ROM the image's first registers stand */
#define BOCHS_RAM_ADDRESS 0x100000

#ifndef __ASSEMBLER__

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

/** What Bochs is to be filled with. */
struct bochs_files {
    uint8_t *rom; /* at BOCHS_ROM_ADDRESS */
    size_t rom_size;
    uint8_t *ram; /* at BOCHS_RAM_ADDRESS */
    size_t ram_size;
};

/**
 * Loads an image as kvm-vmm does, and makes a ROM that enters it.
 * @param memory  bytes of memory the machine has
 * @param append  the command line behind the image's name
 * @return 0, or -1 with the reason; the files are to be freed either way
 */
int bochs_files_make(struct bochs_files *files, const char *image, const char *append,
                     uint64_t memory, struct error *err);

void bochs_files_free(struct bochs_files *files);

#endif
#endif
