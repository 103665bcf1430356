/* For tests of the loaders: a good Multiboot file, memory, and the way from one to the other. */
#ifndef TESTS_UNIT_BOOT_FIXTURE_H
#define TESTS_UNIT_BOOT_FIXTURE_H

#include "boot/image.h"
#include "boot/multiboot_header.h"
#include "boot/multiboot_info.h"
#include "unit/run_tests.h"

#include <elf.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define LOAD_AT   0x100000U
#define CODE_AT   0x1000U /* offset of the segment in the file */
#define CODE_SIZE 64U
#define BSS_SIZE  4096U

/* A whole Multiboot ELF file: header, one program header, one segment with the Multiboot header. */
struct file {
    Elf32_Ehdr elf;
    Elf32_Phdr segment;
    uint8_t gap[CODE_AT - sizeof(Elf32_Ehdr) - sizeof(Elf32_Phdr)];
    struct multiboot_header header;
    uint8_t code[CODE_SIZE - sizeof(struct multiboot_header)];
};

static inline struct file good_file(void)
{
    struct file file = {
        .elf = {.e_ident = {0x7f, 'E', 'L', 'F', ELFCLASS32, ELFDATA2LSB, EV_CURRENT},
                .e_type = ET_EXEC,
                .e_machine = EM_386,
                .e_entry = LOAD_AT + sizeof(struct multiboot_header),
                .e_phoff = offsetof(struct file, segment),
                .e_phentsize = sizeof(Elf32_Phdr),
                .e_phnum = 1},
        .segment = {.p_type = PT_LOAD,
                    .p_offset = CODE_AT,
                    .p_paddr = LOAD_AT,
                    .p_filesz = CODE_SIZE,
                    .p_memsz = CODE_SIZE + BSS_SIZE},
        .header = {.magic = MULTIBOOT_HEADER_MAGIC,
                   .flags = 3,
                   .checksum = 0U - MULTIBOOT_HEADER_MAGIC - 3},
    };
    memset(file.code, 0x90, sizeof file.code);
    return file;
}

static struct memory memory;
static struct error err;
static struct boot_state state;

static inline void setup(void)
{
    err = (struct error){0};
    ck_assert_int_eq(memory_map(&memory, 2 << 20, &err), 0);
}

static inline void teardown(void)
{
    memory_unmap(&memory);
}

static inline int boot(void *bytes, size_t size, const char *append)
{
    struct image image = {"test.elf", IMAGE_MULTIBOOT, bytes, size};
    err = (struct error){0};
    return boot_multiboot(&image, append, &memory, &state, &err);
}

static inline void ck_refused(const struct file *file, size_t size, const char *cause)
{
    struct file copy = *file;
    ck_assert_int_eq(boot(&copy, size, NULL), -1);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
    ck_assert_msg(strstr(err.text, cause) != NULL, "'%s' does not say '%s'", err.text, cause);
    ck_assert_ptr_null(strchr(err.text, '\n'));
}

#endif
