/*
 * The workloads in ring 3 of 1K OS, on every machine: the same checksums as from the same object
 * files in a host process, and a mark stream without a flaw.
 */
#include "harness/host.h"
#include "harness/machine.h"
#include "harness/marks.h"
#include "harness/report.h"
#include "harness/workloads.h"

enum { STATUS_DONE = 0, STATUS_FAILED = 1 };

/* Where port 0x1e9 does not answer, as in Bochs, the same stream leaves by COM2. */
START_TEST(marks_leave_by_the_second_serial_port)
{
    static const char *const archs[] = {"i386", "x86_64"};
    const char *arch = archs[_i];
    struct text usual = {0}, stream = {0}, other = {0};
    struct qemu qemu[2];
    for (int second = 0; second < 2; second++) {
        const struct qemu_setup setup = {.arch = arch,
                                         .kernel = host_os1k(arch),
                                         .append = "bench=fib:2:2,crc32:3:1",
                                         .no_marks = second,
                                         .marks_on_com2 = second};
        qemu_run(&qemu[second], &setup);
        ck_assert_int_eq(qemu_guest_status(&qemu[second]), 0);
        scratch_read(&qemu[second].marks, &stream);
        marks_read(&stream, arch, second ? &other : &usual);
        text_free(&stream);
        qemu_free(&qemu[second]);
    }
    ck_assert_uint_gt(text_lines(&usual), 0);
    text_must_equal("marks on COM2", &other, text_string(&usual));
    text_free(&usual);
    text_free(&other);
}
END_TEST

START_TEST(checksums_are_those_of_the_host)
{
    struct text specs = {0}, expected = {0}, results = {0};
    workloads_list(&specs);
    workloads_on_machine((unsigned)_i, text_string(&specs), STATUS_DONE, &results);
    workloads_on_host(machine_kinds[_i].arch, text_string(&specs), &expected);
    text_must_equal(machine_kinds[_i].name, &results, text_string(&expected));
    text_free(&specs);
    text_free(&expected);
    text_free(&results);
}
END_TEST

START_TEST(checksums_do_not_depend_on_the_architecture)
{
    struct text specs = {0}, i386 = {0}, x86_64 = {0};
    workloads_list(&specs);
    workloads_on_host("i386", text_string(&specs), &i386);
    workloads_on_host("x86_64", text_string(&specs), &x86_64);
    text_must_equal("i386", &i386, text_string(&x86_64));
    text_free(&specs);
    text_free(&i386);
    text_free(&x86_64);
}
END_TEST

START_TEST(failures_are_marked)
{
    static const char specs[] = "fib:1:1,nope:7:1,hypercall:10:1";
    struct text results = {0};
    workloads_on_machine((unsigned)_i, specs, STATUS_FAILED, &results);
    ck_assert_uint_eq(text_lines(&results), 3);
    ck_assert_int_eq(text_find(&results, "fib 1 0 ", 0), 0);
    ck_assert_int_gt(text_find(&results, "\nnope 7 0 fail unknown\n", 0), 0);
    ck_assert_int_gt(text_find(&results, "\nhypercall 10 0 ", 0), 0);
    ck_assert_int_lt(text_find(&results, "hypercall 10 0 fail", 0), 0);
    text_free(&results);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("workloads");
    TCase *tests = report_case(suite, "workloads", WORKLOAD_LIMIT_S + 30);
    tcase_add_loop_test(tests, checksums_are_those_of_the_host, 0, MACHINE_KINDS);
    tcase_add_test(tests, checksums_do_not_depend_on_the_architecture);
    tcase_add_loop_test(tests, marks_leave_by_the_second_serial_port, 0, 2);
    tcase_add_loop_test(tests, failures_are_marked, 0, MACHINE_KINDS);
    return report_run(argv[0], suite);
}
