/* Both loaders against good images, cut-off images and images that lie. */
#include "boot/image.h"
#include "boot/multiboot_info.h"
#include "run_tests.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static struct file good_file(void)
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
        .header = {MULTIBOOT_HEADER_MAGIC, 3, 0U - MULTIBOOT_HEADER_MAGIC - 3},
    };
    memset(file.code, 0x90, sizeof file.code);
    return file;
}

static struct memory memory;
static struct error err;
static struct boot_state state;

static void setup(void)
{
    err = (struct error){0};
    ck_assert_int_eq(memory_map(&memory, 2 << 20, &err), 0);
}

static void teardown(void)
{
    memory_unmap(&memory);
}

static int boot(void *bytes, size_t size, const char *append)
{
    struct image image = {"test.elf", IMAGE_MULTIBOOT, bytes, size};
    err = (struct error){0};
    return boot_multiboot(&image, append, &memory, &state, &err);
}

static void ck_refused(const struct file *file, size_t size, const char *cause)
{
    struct file copy = *file;
    ck_assert_int_eq(boot(&copy, size, NULL), -1);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
    ck_assert_msg(strstr(err.text, cause) != NULL, "'%s' does not say '%s'", err.text, cause);
    ck_assert_ptr_null(strchr(err.text, '\n'));
}

START_TEST(multiboot_loads_segments_and_information)
{
    struct file file = good_file();
    struct multiboot_info info;
    struct multiboot_map map[3];
    char text[64];
    ck_assert_int_eq(boot(&file, sizeof file, "run=1 tick=100"), 0);
    ck_assert_uint_eq(state.entry, file.elf.e_entry);
    ck_assert_uint_eq(state.eax, MULTIBOOT_BOOT_MAGIC);
    ck_assert_mem_eq(memory.base + LOAD_AT, &file.header, CODE_SIZE);
    ck_assert_int_eq(memory_read(&memory, state.ebx, &info, sizeof info), 0);
    ck_assert_uint_eq(info.mem_lower, 639);
    ck_assert_uint_eq(info.mem_upper, 1024);
    ck_assert_int_eq(memory_read(&memory, info.cmdline, text, sizeof text), 0);
    ck_assert_str_eq(text, "test.elf run=1 tick=100");
    ck_assert_uint_eq(info.mmap_length, sizeof map);
    ck_assert_int_eq(memory_read(&memory, info.mmap_addr, map, sizeof map), 0);
    ck_assert_uint_eq(map[0].address, 0);
    ck_assert_uint_eq(map[0].length, 0x9fc00);
    ck_assert_uint_eq(map[1].type, 2);
    ck_assert_uint_eq(map[2].address, 0x100000);
    ck_assert_uint_eq(map[2].length, 0x100000);
    ck_assert_uint_eq(map[2].type, 1);
    ck_assert_uint_eq(map[2].size, 20);
}
END_TEST

START_TEST(information_gives_way_to_a_segment_in_low_memory)
{
    struct file file = good_file();
    file.segment.p_paddr = 0x9000;
    file.elf.e_entry = 0x900c;
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_uint_eq(state.ebx, 0xb000); /* the page after 0x9000 + 64 + 4096 */
    ck_assert_mem_eq(memory.base + 0x9000, &file.header, CODE_SIZE);
}
END_TEST

START_TEST(every_cut_is_refused)
{
    struct file file = good_file();
    for (size_t size = 4; size < sizeof file; size++) {
        struct file *copy = malloc(size); /* exactly so long: a read beyond it is an error */
        memcpy(copy, &file, size);
        ck_assert_int_eq(boot(copy, size, NULL), -1);
        ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
        free(copy);
    }
}
END_TEST

START_TEST(lies_are_refused)
{
    struct file file = good_file();
    file.elf.e_ident[EI_CLASS] = ELFCLASS64;
    ck_refused(&file, sizeof file, "objcopy");
    file = good_file();
    file.elf.e_machine = EM_ARM;
    ck_refused(&file, sizeof file, "x86");
    file = good_file();
    file.elf.e_type = ET_REL;
    ck_refused(&file, sizeof file, "executable");
    file = good_file();
    file.elf.e_phnum = 0;
    ck_refused(&file, sizeof file, "no program headers");
    file = good_file();
    file.elf.e_phnum = 0xffff;
    ck_refused(&file, sizeof file, "cut off");
    file = good_file();
    file.elf.e_phoff = 0xfffffff0;
    ck_refused(&file, sizeof file, "cut off");
    file = good_file();
    file.segment.p_offset = 0xffffffff;
    ck_refused(&file, sizeof file, "cut off");
    file = good_file();
    file.segment.p_filesz = file.segment.p_memsz + 1;
    ck_refused(&file, sizeof file, "larger in the file");
    file = good_file();
    file.segment.p_paddr = 0xfffff000;
    ck_refused(&file, sizeof file, "larger -m");
    file = good_file();
    file.segment.p_memsz = 0xffffffff;
    ck_refused(&file, sizeof file, "larger -m");
    file = good_file();
    file.elf.e_entry = 0x10;
    ck_refused(&file, sizeof file, "entry point");
}
END_TEST

START_TEST(header_lies_are_refused)
{
    struct file file = good_file();
    file.header.checksum++;
    ck_refused(&file, sizeof file, "checksum");
    file = good_file();
    file.header.flags |= 4; /* a video mode, please */
    file.header.checksum = 0U - file.header.magic - file.header.flags;
    ck_refused(&file, sizeof file, "flags 0x7");
}
END_TEST

START_TEST(no_room_for_information)
{
    struct file file = good_file();
    file.segment.p_paddr = 0x9000;
    file.segment.p_memsz = (uint32_t)memory.size - 0x9000;
    file.elf.e_entry = 0x900c;
    ck_refused(&file, sizeof file, "larger -m");
}
END_TEST

START_TEST(command_line_has_a_limit)
{
    struct file file = good_file();
    char *longest = malloc(MULTIBOOT_CMDLINE_MAX);
    size_t room = MULTIBOOT_CMDLINE_MAX - 1 - strlen("test.elf ");
    memset(longest, 'x', room);
    longest[room] = '\0';
    ck_assert_int_eq(boot(&file, sizeof file, longest), 0);
    longest[room] = 'x';
    longest[room + 1] = '\0';
    ck_assert_int_eq(boot(&file, sizeof file, longest), -1);
    ck_assert_int_eq(err.status, STATUS_USAGE);
    free(longest);
}
END_TEST

START_TEST(flat_fits_exactly_or_not_at_all)
{
    size_t room = memory.size - 0x7c00;
    uint8_t *bytes = malloc(room + 1);
    memset(bytes, 0xf4, room + 1);
    struct image image = {"test.bin", IMAGE_FLAT, bytes, room};
    ck_assert_int_eq(boot_flat(&image, &memory, &state, &err), 0);
    ck_assert_uint_eq(state.entry, 0x7c00);
    ck_assert_uint_eq(memory.base[0x7bff], 0);
    ck_assert_uint_eq(memory.base[memory.size - 1], 0xf4);
    image.size = room + 1;
    ck_assert_int_eq(boot_flat(&image, &memory, &state, &err), -1);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
    free(bytes);
}
END_TEST

START_TEST(small_machines_have_small_maps)
{
    struct multiboot_block block;
    ck_assert_int_eq(multiboot_describe(&block, "k", NULL, 256 << 10), 0);
    ck_assert_uint_eq(block.info.mem_lower, 256);
    ck_assert_uint_eq(block.info.mem_upper, 0);
    ck_assert_uint_eq(block.info.mmap_length, sizeof block.map[0]);
    ck_assert_uint_eq(block.map[0].length, 256 << 10);
    ck_assert_str_eq(block.cmdline, "k");
}
END_TEST

START_TEST(memory_is_bounds_checked)
{
    uint8_t byte = 1;
    ck_assert_int_eq(memory_write(&memory, memory.size - 1, &byte, 1), 0);
    ck_assert_int_eq(memory_write(&memory, memory.size, &byte, 1), -1);
    ck_assert_int_eq(memory_write(&memory, UINT64_MAX, &byte, 2), -1);
    ck_assert_int_eq(memory_read(&memory, 1, &byte, UINT64_MAX), -1);
    ck_assert_int_eq(memory_read(&memory, memory.size, &byte, 0), 0);
}
END_TEST

/* ---- files --------------------------------------------------------------------------------- */

static int open_bytes(struct image *image, const void *bytes, size_t size)
{
    char path[] = "/tmp/kvm-vmm-test-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, bytes, size), (ssize_t)size);
    close(fd);
    err = (struct error){0};
    int result = image_open(image, path, &err);
    unlink(path);
    return result;
}

START_TEST(files_are_told_apart)
{
    struct image image;
    struct file file = good_file();
    ck_assert_int_eq(open_bytes(&image, &file, sizeof file), 0);
    ck_assert_int_eq(image.kind, IMAGE_MULTIBOOT);
    ck_assert_uint_eq(image.size, sizeof file);
    image_close(&image);
    ck_assert_int_eq(open_bytes(&image, "\x7f", 1), 0);
    ck_assert_int_eq(image.kind, IMAGE_FLAT);
    image_close(&image);
}
END_TEST

START_TEST(bad_files_are_refused)
{
    struct image image;
    ck_assert_int_eq(open_bytes(&image, "", 0), -1);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
    err = (struct error){0};
    ck_assert_int_eq(image_open(&image, "/nonexistent/image", &err), -1);
    ck_assert_int_eq(err.status, STATUS_NO_FILE);
    err = (struct error){0};
    ck_assert_int_eq(image_open(&image, "/", &err), -1);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("boot");
    TCase *cases = tcase_create("boot");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, multiboot_loads_segments_and_information);
    tcase_add_test(cases, information_gives_way_to_a_segment_in_low_memory);
    tcase_add_test(cases, every_cut_is_refused);
    tcase_add_test(cases, lies_are_refused);
    tcase_add_test(cases, header_lies_are_refused);
    tcase_add_test(cases, no_room_for_information);
    tcase_add_test(cases, command_line_has_a_limit);
    tcase_add_test(cases, flat_fits_exactly_or_not_at_all);
    tcase_add_test(cases, small_machines_have_small_maps);
    tcase_add_test(cases, memory_is_bounds_checked);
    tcase_add_test(cases, files_are_told_apart);
    tcase_add_test(cases, bad_files_are_refused);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
