/*
 * Each flat image alone: on kvm-vmm and, the same file as a disk, on stock QEMU, it prints the same
 * text and ends with status 0. Then the small guests that test the machine itself.
 */
#include "error.h"
#include "harness/expected.h"
#include "harness/host.h"
#include "harness/qemu.h"
#include "harness/report.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void image_path(char path[64], const char *name)
{
    snprintf(path, 64, "guest/%s.bin", name);
}

static void must_print_on_kvm(const char *irqchip, const char *image, const char *expected,
                              int status)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0}, ARGUMENTS("--irqchip", irqchip, image));
    must_end_with(&process, status);
    text_must_equal("stdout", &process.output, expected);
    text_must_equal("stderr", &process.errors, "");
    process_free(&process);
}

static void must_print_on_qemu(const char *arch, const char *image, bool marks,
                               const char *expected, int status)
{
    struct qemu qemu;
    qemu_run(&qemu, &(struct qemu_setup){.arch = arch, .disk = image, .no_marks = !marks});
    ck_assert_int_eq(qemu_guest_status(&qemu), status);
    text_must_equal("console", &qemu.process.output, expected);
    qemu_free(&qemu);
}

static void shipped_guest(unsigned number, char path[64], struct text *expected)
{
    image_path(path, flat_guests[number].name);
    flat_guests[number].print(expected);
}

START_TEST(shipped_guest_on_kvm)
{
    char path[64];
    struct text expected = {0};
    shipped_guest((unsigned)_i / 2, path, &expected);
    must_print_on_kvm(_i % 2 == 0 ? "user" : "kernel", path, text_string(&expected), 0);
    text_free(&expected);
}
END_TEST

START_TEST(shipped_guest_on_qemu)
{
    char path[64];
    struct text expected = {0};
    shipped_guest((unsigned)_i, path, &expected);
    must_print_on_qemu("i386", path, true, text_string(&expected), 0);
    text_free(&expected);
}
END_TEST

START_TEST(shipped_guest_is_one_boot_sector)
{
    char path[64];
    struct text image = {0};
    image_path(path, flat_guests[_i].name);
    file_read(path, &image);
    ck_assert_uint_eq(image.size, 512);
    ck_assert_uint_eq((unsigned char)image.data[510], 0x55);
    ck_assert_uint_eq((unsigned char)image.data[511], 0xaa);
    text_free(&image);
}
END_TEST

#define PORTS "build/tests/guests/real_ports.bin"
#define MARKS "build/tests/guests/real_marks.bin"

/* The port of the marks is there, but in a QEMU that was not given it. */
#define PORTS_TEXT(marks)                                                                          \
    "0xe9 reads 233\n0x1e9 reads " marks "\n0x5678 reads 255\n"                                    \
    "0xe9 by REP INSB, right of 100: 100\n"
static const char ports_text[] = PORTS_TEXT("233");
static const char ports_text_unmarked[] = PORTS_TEXT("255");

START_TEST(ports_on_qemu)
{
    must_print_on_qemu("x86_64", PORTS, true, ports_text, 42);
    must_print_on_qemu("x86_64", PORTS, false, ports_text_unmarked, 42);
}
END_TEST

START_TEST(ports_and_status_on_kvm)
{
    must_print_on_kvm("user", PORTS, ports_text, 42);
    must_print_on_kvm("kernel", PORTS, ports_text, 42);
}
END_TEST

START_TEST(marks_go_where_they_are_sent)
{
    struct scratch marks;
    struct text written = {0};
    struct process process;
    char descriptor[16];
    require_kvm();
    scratch_make(&marks, "", 0);
    snprintf(descriptor, sizeof(descriptor), "fd:%d", marks.descriptor);
    vmm_run(&process, &(struct command){0}, ARGUMENTS("--marks", marks.path, PORTS));
    must_end_with(&process, 42);
    text_must_equal("stdout", &process.output, ports_text);
    process_free(&process);
    scratch_read(&marks, &written);
    text_must_equal("marks", &written, "mark\n");
    text_free(&written);
    vmm_run(&process, &(struct command){0}, ARGUMENTS("--marks", descriptor, PORTS));
    must_end_with(&process, 42);
    process_free(&process);
    scratch_read(&marks, &written);
    text_must_equal("marks", &written, "mark\n");
    text_free(&written);
}
END_TEST

/* Waits until the pipe is full and its writer is stuck in the next write. */
static void await_full(struct process *process, int reader)
{
    int before = -1, waiting = 0;
    while (waiting != before || waiting == 0) {
        before = waiting;
        process_read_for(process, 0.3);
        ck_assert_int_eq(ioctl(reader, FIONREAD, &waiting), 0);
    }
}

START_TEST(marks_that_nobody_reads_do_not_hold_up_the_end)
{
    int ends[2];
    char descriptor[16];
    struct process process;
    require_kvm();
    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    ends[1] = pass_on(ends[1]);
    snprintf(descriptor, sizeof(descriptor), "fd:%d", ends[1]);
    vmm_start(&process, &(struct command){.limit_s = 30}, ARGUMENTS("--marks", descriptor, MARKS));
    await_full(&process, ends[0]);
    process_signal(&process, SIGTERM);
    process_wait(&process);
    must_end_with(&process, STATUS_SIGNAL + SIGTERM);
    process_free(&process);
    close(ends[0]);
    close(ends[1]);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("flat");
    TCase *tests = report_case(suite, "flat", 90);
    int guests = (int)flat_guest_count;
    tcase_add_loop_test(tests, shipped_guest_is_one_boot_sector, 0, guests);
    tcase_add_loop_test(tests, shipped_guest_on_kvm, 0, 2 * guests);
    tcase_add_loop_test(tests, shipped_guest_on_qemu, 0, guests);
    tcase_add_test(tests, ports_on_qemu);
    tcase_add_test(tests, ports_and_status_on_kvm);
    tcase_add_test(tests, marks_go_where_they_are_sent);
    tcase_add_test(tests, marks_that_nobody_reads_do_not_hold_up_the_end);
    return report_run(argv[0], suite);
}
