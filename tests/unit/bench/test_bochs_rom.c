/* The memory and the ROM that Bochs is filled with. */
#include "boot/multiboot_header.h"
#include "boot/multiboot_info.h"
#include "engines/bochs_rom.h"
#include "unit/run_tests.h"

#include <elf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ENTRY 0x100060

/* A kernel whose one segment holds its headers, and some of whose memory is in no file. */
static const struct {
    Elf32_Ehdr elf;
    Elf32_Phdr segment;
    uint32_t header[3];
    char text[4];
} kernel = {{.e_ident = {0x7f, 'E', 'L', 'F', ELFCLASS32, ELFDATA2LSB, EV_CURRENT},
             .e_type = ET_EXEC,
             .e_machine = EM_386,
             .e_entry = ENTRY,
             .e_phoff = sizeof(Elf32_Ehdr),
             .e_phentsize = sizeof(Elf32_Phdr),
             .e_phnum = 1},
            {.p_type = PT_LOAD, .p_paddr = 0x100000, .p_filesz = 100, .p_memsz = 0x3000},
            {MULTIBOOT_HEADER_MAGIC, 2, 0u - MULTIBOOT_HEADER_MAGIC - 2},
            "abc"};

static struct bochs_files files;
static struct error err;

static int make(const char *append)
{
    char path[] = "/tmp/bochs-rom-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, &kernel, sizeof kernel), sizeof kernel);
    close(fd);
    int result = bochs_files_make(&files, path, append, 16 << 20, &err);
    unlink(path);
    return result;
}

static uint32_t word(size_t at)
{
    uint32_t value;
    memcpy(&value, files.rom + at, sizeof value);
    return value;
}

START_TEST(test_the_bios_takes_it_for_a_rom)
{
    uint8_t sum = 0;
    ck_assert_int_eq(make("bench=fib:1:1"), 0);
    ck_assert_uint_eq(files.rom[0], 0x55);
    ck_assert_uint_eq(files.rom[1], 0xaa);
    ck_assert_uint_eq(files.rom[2] * 512u, files.rom_size);
    for (size_t i = 0; i < files.rom_size; i++)
        sum = (uint8_t)(sum + files.rom[i]);
    ck_assert_uint_eq(sum, 0);
    bochs_files_free(&files);
}
END_TEST

/* Everything that the image is told lies in the ROM, at the addresses that it is told. */
START_TEST(test_the_image_finds_what_it_is_told)
{
    struct multiboot_info info;
    ck_assert_int_eq(make("bench=fib:1:1"), 0);
    ck_assert_uint_eq(word(BOCHS_ROM_STATE), ENTRY);
    ck_assert_uint_eq(word(BOCHS_ROM_STATE + 4), MULTIBOOT_BOOT_MAGIC);
    uint32_t at = word(BOCHS_ROM_STATE + 8) - BOCHS_ROM_ADDRESS;
    ck_assert_uint_lt(at + sizeof info, files.rom_size);
    memcpy(&info, files.rom + at, sizeof info);
    ck_assert_uint_eq(info.mem_upper, 15 << 10);
    const char *line = (const char *)files.rom + (info.cmdline - BOCHS_ROM_ADDRESS);
    ck_assert_ptr_nonnull(strstr(line, " bench=fib:1:1"));
    bochs_files_free(&files);
}
END_TEST

START_TEST(test_memory_holds_the_segment)
{
    ck_assert_int_eq(make(NULL), 0);
    ck_assert_uint_eq(files.ram_size, 99); /* the rest is zero */
    ck_assert_mem_eq(files.ram, &kernel, 99);
    bochs_files_free(&files);
}
END_TEST

START_TEST(test_a_command_line_that_is_too_long)
{
    char line[MULTIBOOT_CMDLINE_MAX + 1];
    memset(line, 'a', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    ck_assert_int_eq(make(line), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "command line is too long"));
    bochs_files_free(&files);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_bios_takes_it_for_a_rom,
        test_the_image_finds_what_it_is_told,
        test_memory_holds_the_segment,
        test_a_command_line_that_is_too_long,
    };
    return RUN_TESTS("bochs_rom", tests);
}
