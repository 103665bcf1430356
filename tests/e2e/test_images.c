/*
 * Images that are not what they claim to be. Each is made from a good Multiboot kernel by changing
 * one thing in it, and must be refused in one line, without a crash.
 */
#include "error.h"
#include "harness/complaint.h"
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <elf.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define KERNEL "build/tests/guests/pm_no_gate.elf"

/* The good kernel, to be spoilt. */
static void load_kernel(struct text *image)
{
    file_read(KERNEL, image);
    ck_assert_uint_gt(image->size, sizeof(Elf32_Ehdr) + sizeof(Elf32_Phdr));
}

static Elf32_Ehdr *header(struct text *image)
{
    return (Elf32_Ehdr *)(void *)image->data;
}

static Elf32_Phdr *segment(struct text *image)
{
    return (Elf32_Phdr *)(void *)(image->data + header(image)->e_phoff);
}

/* The Multiboot header: its magic is the first of three words (Multiboot 0.6.96, 3.1.1). */
static uint32_t *multiboot(struct text *image)
{
    long at = text_find(image, "\x02\xb0\xad\x1b", 0);
    ck_assert_int_ge(at, 0);
    return (uint32_t *)(void *)(image->data + at);
}

static void must_refuse_bytes(const void *bytes, size_t size, const char *const words[])
{
    struct scratch scratch;
    scratch_make(&scratch, bytes, size);
    must_refuse(ARGUMENTS(scratch.path), STATUS_BAD_IMAGE, words);
    close(scratch.descriptor);
}

struct lie {
    const char *about;
    void (*tell)(struct text *image);
    const char *words[COMPLAINT_WORDS + 1];
};

/* One way to spoil an image, named for the table below. */
#define LIE(name, statement)                                                                       \
    static void name(struct text *image)                                                           \
    {                                                                                              \
        statement;                                                                                 \
    }

LIE(class_64, header(image)->e_ident[EI_CLASS] = ELFCLASS64)
LIE(big_endian, header(image)->e_ident[EI_DATA] = ELFDATA2MSB)
LIE(machine_arm, header(image)->e_machine = EM_ARM)
LIE(type_object, header(image)->e_type = ET_REL)
LIE(no_segments, header(image)->e_phnum = 0)
LIE(many_segments, header(image)->e_phnum = 0xfffe)
LIE(headers_beyond_file, header(image)->e_phoff = 0xfffffff0)
LIE(short_headers, header(image)->e_phentsize = 1)
LIE(entry_outside, header(image)->e_entry = 0x20)
LIE(entry_behind, header(image)->e_entry = segment(image)->p_paddr + segment(image)->p_memsz)
LIE(data_beyond_file, segment(image)->p_offset = 0xffffff00)
LIE(data_longer_than_file, segment(image)->p_filesz = segment(image)->p_memsz = 0x7fffffff)
LIE(data_longer_than_memory_size, segment(image)->p_memsz = segment(image)->p_filesz - 1)
LIE(beyond_memory, segment(image)->p_paddr = 0xc0000000)
LIE(around_the_end, segment(image)->p_paddr = 0xfffff000)
LIE(huge_bss, segment(image)->p_memsz = 0xffffffff)
LIE(nothing_to_load, segment(image)->p_type = PT_NOTE)
LIE(no_magic, multiboot(image)[0] = 0)
LIE(wrong_checksum, multiboot(image)[2]++)
LIE(unknown_demand, multiboot(image)[1] = 1 << 9; multiboot(image)[2] -= 1 << 9)

static const struct lie lies[] = {
    {"64-bit file", class_64, {"64-bit", "objcopy"}},
    {"big-endian file", big_endian, {"x86"}},
    {"file for another machine", machine_arm, {"x86"}},
    {"object file", type_object, {"executable"}},
    {"no program headers", no_segments, {"program headers"}},
    {"more program headers than fit", many_segments, {"cut off"}},
    {"program headers beyond the end", headers_beyond_file, {"cut off"}},
    {"program headers too short", short_headers, {"program headers"}},
    {"entry outside all segments", entry_outside, {"entry point"}},
    {"entry behind the last byte", entry_behind, {"entry point"}},
    {"segment beyond the end of the file", data_beyond_file, {"cut off"}},
    {"segment longer than the file", data_longer_than_file, {"cut off"}},
    {"segment longer in file than memory", data_longer_than_memory_size, {"larger in the file"}},
    {"segment above the memory", beyond_memory, {"does not fit", "-m"}},
    {"segment that wraps around 4 GiB", around_the_end, {"does not fit", "-m"}},
    {"segment of 4 GiB", huge_bss, {"does not fit", "-m"}},
    {"nothing to load", nothing_to_load, {"entry point"}},
    {"no Multiboot magic", no_magic, {"Multiboot header"}},
    {"wrong Multiboot checksum", wrong_checksum, {"Multiboot header"}},
    {"unknown Multiboot demand", unknown_demand, {"Multiboot flags", "0x200"}},
};

START_TEST(refuses_lies)
{
    struct text image = {0};
    load_kernel(&image);
    lies[_i].tell(&image);
    must_refuse_bytes(image.data, image.size, lies[_i].words);
    text_free(&image);
}
END_TEST

START_TEST(refuses_every_truncation_of_the_headers)
{
    struct text image = {0};
    load_kernel(&image);
    size_t headers = sizeof(Elf32_Ehdr) + sizeof(Elf32_Phdr);
    for (size_t size = 4; size <= headers; size += 8)
        must_refuse_bytes(image.data, size, WORDS("Multiboot"));
    text_free(&image);
}
END_TEST

START_TEST(refuses_a_truncated_segment)
{
    struct text image = {0};
    load_kernel(&image);
    const Elf32_Phdr *load = segment(&image);
    must_refuse_bytes(image.data, load->p_offset + load->p_filesz - 1, WORDS("cut off"));
    text_free(&image);
}
END_TEST

START_TEST(refuses_an_empty_file)
{
    must_refuse_bytes("", 0, WORDS("empty", "make"));
}
END_TEST

START_TEST(refuses_what_is_no_file)
{
    must_refuse(ARGUMENTS("guest"), STATUS_BAD_IMAGE, WORDS("guest is not a regular file"));
    must_refuse(ARGUMENTS("/dev/zero"), STATUS_BAD_IMAGE, WORDS("not a regular file"));
}
END_TEST

START_TEST(refuses_flat_images_larger_than_memory)
{
    static const size_t room = 256 * 1024 - 0x7c00;
    char *bytes = calloc(1, room + 1);
    must_refuse_bytes(bytes, room + 1, WORDS("does not fit", "256 KiB", "-m"));
    struct scratch scratch;
    scratch_make(&scratch, bytes, 100000);
    must_refuse(ARGUMENTS("-m", "64K", scratch.path), STATUS_BAD_IMAGE,
                WORDS("does not fit", "64 KiB", "-m"));
    scratch_resize(&scratch, 8ULL << 30);
    must_refuse(ARGUMENTS("-m", "3G", scratch.path), STATUS_BAD_IMAGE, WORDS("larger", "3G"));
    free(bytes);
}
END_TEST

START_TEST(refuses_an_elf_image_larger_than_memory)
{
    must_refuse(ARGUMENTS("-m", "1M", KERNEL), STATUS_BAD_IMAGE, WORDS("does not fit", "-m"));
}
END_TEST

START_TEST(one_bad_image_among_good_ones_stops_all)
{
    must_refuse(ARGUMENTS("guest/hello.bin", "guest"), STATUS_BAD_IMAGE, WORDS("guest"));
}
END_TEST

START_TEST(refuses_a_command_line_that_is_too_long)
{
    size_t size = 100000;
    char *line = malloc(size + 1);
    memset(line, 'a', size);
    line[size] = '\0';
    must_refuse(ARGUMENTS("-a", line, KERNEL), STATUS_USAGE, WORDS("command line"));
    free(line);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("images");
    TCase *tests = report_case(suite, "images", 60);
    tcase_add_loop_test(tests, refuses_lies, 0, sizeof(lies) / sizeof(lies[0]));
    tcase_add_test(tests, refuses_every_truncation_of_the_headers);
    tcase_add_test(tests, refuses_a_truncated_segment);
    tcase_add_test(tests, refuses_an_empty_file);
    tcase_add_test(tests, refuses_what_is_no_file);
    tcase_add_test(tests, refuses_flat_images_larger_than_memory);
    tcase_add_test(tests, refuses_an_elf_image_larger_than_memory);
    tcase_add_test(tests, one_bad_image_among_good_ones_stops_all);
    tcase_add_test(tests, refuses_a_command_line_that_is_too_long);
    return report_run(argv[0], suite);
}
