/* Loading by the program headers of an ELF32 file, as Multiboot has it (section 3.1). */
#include "boot/multiboot_load.h"

#include <elf.h>
#include <string.h>

static int check_class(const struct image *image, const Elf32_Ehdr *elf, struct error *err)
{
    if (elf->e_ident[EI_CLASS] == ELFCLASS64)
        return fail(err, STATUS_BAD_IMAGE,
                    "%s is a 64-bit ELF file, Multiboot v1 takes 32-bit ones; convert it with "
                    "objcopy -O elf32-i386",
                    image->path);
    if (elf->e_ident[EI_CLASS] != ELFCLASS32)
        return image_bad(image, "its ELF header says neither 32-bit nor 64-bit", err);
    return 0;
}

static int check_elf(const struct image *image, Elf32_Ehdr *elf, struct error *err)
{
    if (image->size < sizeof *elf)
        return image_bad(image, "its ELF header is cut off", err);
    memcpy(elf, image->bytes, sizeof *elf);
    if (memcmp(elf->e_ident, ELFMAG, SELFMAG) != 0)
        return image_bad(image, "neither an ELF file, nor does its header have addresses", err);
    if (check_class(image, elf, err) < 0)
        return -1;
    if (elf->e_ident[EI_DATA] != ELFDATA2LSB || elf->e_machine != EM_386)
        return image_bad(image, "not an ELF file for x86", err);
    if (elf->e_type != ET_EXEC)
        return image_bad(image, "not an executable ELF file", err);
    if (elf->e_phentsize != sizeof(Elf32_Phdr) || elf->e_phnum == 0)
        return image_bad(image, "it has no program headers", err);
    if ((uint64_t)elf->e_phoff + (uint64_t)elf->e_phnum * sizeof(Elf32_Phdr) > image->size)
        return image_bad(image, "its program headers are cut off", err);
    return 0;
}

int multiboot_load_elf(const struct image *image, struct segments *loaded, struct memory *memory,
                       uint32_t *entry, struct error *err)
{
    Elf32_Ehdr elf;
    if (check_elf(image, &elf, err) < 0)
        return -1;
    for (unsigned i = 0; i < elf.e_phnum; i++) {
        Elf32_Phdr header;
        memcpy(&header, image->bytes + elf.e_phoff + i * sizeof header, sizeof header);
        struct segment segment = {
            .file_offset = header.p_offset,
            .file_size = header.p_filesz,
            .address = header.p_paddr,
            .memory_size = header.p_memsz,
        };
        if (header.p_type == PT_LOAD && segment_load(loaded, &segment, image, memory, err) < 0)
            return -1;
    }
    *entry = elf.e_entry;
    return 0;
}
