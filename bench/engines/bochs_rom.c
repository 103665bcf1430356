#include "bochs_rom.h"

#include "boot/image.h"
#include "boot/multiboot_info.h"

#include <stdlib.h>
#include <string.h>

/* bochs_boot.S */
extern const uint8_t bochs_rom_code[], bochs_rom_code_end[];

enum { ROM_UNIT = 512, ROM_LENGTH_AT = 2, ROM_UNITS_MAX = 0x10000 / ROM_UNIT };

/** The end of what was loaded: the last byte of memory that is not zero. */
static size_t used(const struct memory *memory)
{
    size_t end = memory->size;
    while (end > BOCHS_RAM_ADDRESS && memory->base[end - 1] == 0)
        end--;
    return end;
}

/** Makes the sum of all bytes 0, by the last one, as the BIOS demands. */
static void seal(uint8_t *rom, size_t size)
{
    uint8_t sum = 0;
    for (size_t i = 0; i + 1 < size; i++)
        sum = (uint8_t)(sum + rom[i]);
    rom[size - 1] = (uint8_t)-sum;
}

/** The ROM: code, the registers at entry, and the information that the image is told to read. */
static int make_rom(struct bochs_files *files, const struct boot_state *state,
                    const struct memory *memory, struct error *err)
{
    struct multiboot_block block;
    size_t code = (size_t)(bochs_rom_code_end - bochs_rom_code);
    size_t info = (code + 15) & ~(size_t)15;
    size_t units = (info + sizeof block + 1 + ROM_UNIT - 1) / ROM_UNIT;
    uint32_t registers[] = {state->entry, state->eax, (uint32_t)(BOCHS_ROM_ADDRESS + info)};
    files->rom_size = units * ROM_UNIT;
    files->rom = calloc(units, ROM_UNIT);
    if (!files->rom || units > ROM_UNITS_MAX ||
        memory_read(memory, state->ebx, &block, sizeof block) != 0)
        return fail(err, STATUS_OS_ERROR, "no memory for Bochs' boot ROM");
    multiboot_relocate(&block, registers[2]);
    memcpy(files->rom, bochs_rom_code, code);
    memcpy(files->rom + info, &block, sizeof block);
    memcpy(files->rom + BOCHS_ROM_STATE, registers, sizeof registers);
    files->rom[ROM_LENGTH_AT] = (uint8_t)units;
    seal(files->rom, files->rom_size);
    return 0;
}

static int make_ram(struct bochs_files *files, const struct memory *memory, struct error *err)
{
    files->ram_size = used(memory) - BOCHS_RAM_ADDRESS;
    files->ram = malloc(files->ram_size + 1);
    if (!files->ram)
        return fail(err, STATUS_OS_ERROR, "no memory for Bochs' memory image");
    return memory_read(memory, BOCHS_RAM_ADDRESS, files->ram, files->ram_size);
}

int bochs_files_make(struct bochs_files *files, const char *image, const char *append,
                     uint64_t memory_size, struct error *err)
{
    struct image file;
    struct memory memory = {0};
    struct boot_state state;
    *files = (struct bochs_files){0};
    if (image_open(&file, image, err) != 0)
        return -1;
    int result = memory_map(&memory, memory_size, err);
    if (result == 0)
        result = boot_multiboot(&file, append, &memory, &state, err);
    if (result == 0)
        result = make_rom(files, &state, &memory, err);
    if (result == 0)
        result = make_ram(files, &memory, err);
    memory_unmap(&memory);
    image_close(&file);
    return result;
}

void bochs_files_free(struct bochs_files *files)
{
    free(files->rom);
    free(files->ram);
    *files = (struct bochs_files){0};
}
