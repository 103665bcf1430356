/*
 * What a Multiboot v1 loader makes of an image beyond the usual ELF file: kvm-vmm and QEMU's
 * -kernel must agree. That 1K OS boots on both is test_os1k's.
 */
#include "error.h"
#include "harness/complaint.h"
#include "harness/host.h"
#include "harness/qemu.h"
#include "harness/report.h"

#include <elf.h>
#include <string.h>
#include <unistd.h>

#define KERNEL "build/tests/guests/pm_addresses.elf"

static const char by_addresses[] = "entered by the address fields\n";

static Elf32_Phdr *segment(struct text *image)
{
    const Elf32_Ehdr *header = (const Elf32_Ehdr *)(void *)image->data;
    return (Elf32_Phdr *)(void *)(image->data + header->e_phoff);
}

/* What the ELF header loads of the kernel, and nothing else: a file of no format. */
static void make_plain(struct scratch *scratch)
{
    struct text image = {0};
    file_read(KERNEL, &image);
    scratch_make(scratch, image.data + segment(&image)->p_offset, segment(&image)->p_filesz);
    text_free(&image);
}

/* 1K OS, of whose segments the last begins one byte early, in the one before it. */
static void make_overlapping(struct scratch *scratch)
{
    struct text image = {0};
    file_read(host_os1k("i386"), &image);
    const Elf32_Ehdr *header = (const Elf32_Ehdr *)(void *)image.data;
    Elf32_Phdr *first = segment(&image), *last = NULL;
    for (unsigned i = 1; i < header->e_phnum; i++)
        if (first[i].p_type == PT_LOAD)
            last = &first[i];
    ck_assert_ptr_nonnull(last);
    last->p_paddr = first->p_paddr + first->p_memsz - 1;
    scratch_make(scratch, image.data, image.size);
    text_free(&image);
}

static void must_enter_by_addresses_on_kvm(const char *image)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0}, ARGUMENTS(image));
    text_must_equal("stdout", &process.output, by_addresses);
    must_end_with(&process, 0);
    process_free(&process);
}

static void must_enter_by_addresses_on_qemu(const char *image)
{
    struct qemu qemu;
    qemu_run(&qemu, &(struct qemu_setup){.arch = "i386", .kernel = image});
    text_must_equal("console", &qemu.process.output, by_addresses);
    ck_assert_int_eq(qemu_guest_status(&qemu), 0);
    qemu_free(&qemu);
}

START_TEST(addresses_replace_the_elf_header_on_kvm)
{
    must_enter_by_addresses_on_kvm(KERNEL);
}
END_TEST

START_TEST(addresses_replace_the_elf_header_on_qemu)
{
    must_enter_by_addresses_on_qemu(KERNEL);
}
END_TEST

START_TEST(a_file_of_no_format_boots_on_kvm)
{
    struct scratch plain;
    make_plain(&plain);
    must_enter_by_addresses_on_kvm(plain.path);
    close(plain.descriptor);
}
END_TEST

START_TEST(a_file_of_no_format_boots_on_qemu)
{
    struct scratch plain;
    make_plain(&plain);
    must_enter_by_addresses_on_qemu(plain.path);
    close(plain.descriptor);
}
END_TEST

START_TEST(overlapping_segments_are_refused)
{
    struct scratch image;
    make_overlapping(&image);
    must_refuse(ARGUMENTS(image.path), STATUS_BAD_IMAGE, WORDS("segments overlap"));
    close(image.descriptor);
}
END_TEST

START_TEST(overlapping_segments_are_refused_by_qemu)
{
    struct scratch image;
    struct qemu qemu;
    make_overlapping(&image);
    qemu_run(&qemu, &(struct qemu_setup){.arch = "i386", .kernel = image.path});
    ck_assert_int_eq(qemu.process.status, 1);
    ck_assert_msg(text_find(&qemu.process.errors, "overlap", 0) >= 0, "QEMU says: %s",
                  text_string(&qemu.process.errors));
    qemu_free(&qemu);
    close(image.descriptor);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("multiboot");
    TCase *tests = report_case(suite, "multiboot", 90);
    tcase_add_test(tests, addresses_replace_the_elf_header_on_kvm);
    tcase_add_test(tests, addresses_replace_the_elf_header_on_qemu);
    tcase_add_test(tests, a_file_of_no_format_boots_on_kvm);
    tcase_add_test(tests, a_file_of_no_format_boots_on_qemu);
    tcase_add_test(tests, overlapping_segments_are_refused);
    tcase_add_test(tests, overlapping_segments_are_refused_by_qemu);
    return report_run(argv[0], suite);
}
