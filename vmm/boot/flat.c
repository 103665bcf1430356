/*
 * The PC's oldest boot protocol: the first sector at 0000:7c00, entered in real mode, with the
 * boot drive in DL. Ours may be longer than a sector, and of a BIOS there are two words of data.
 */
#include "boot/bios_data.h"
#include "boot/image.h"

#define FLAT_ADDRESS 0x7c00

int boot_flat(const struct image *image, struct memory *memory, struct boot_state *state,
              struct error *err)
{
    if (memory_write(memory, FLAT_ADDRESS, image->bytes, image->size) < 0)
        return fail(err, STATUS_BAD_IMAGE,
                    "%s does not fit: %zu bytes from 0x7c00 in %llu KiB of memory; use a larger -m",
                    image->path, image->size, (unsigned long long)memory->size >> 10);
    bios_data_write(memory);
    *state = (struct boot_state){.kind = IMAGE_FLAT, .entry = FLAT_ADDRESS};
    return 0;
}
