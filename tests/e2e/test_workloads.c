/*
 * The workloads in ring 3 of 1K OS, on every machine: the same checksums as from the same object
 * files in a host process, and a mark stream without a flaw.
 */
#include "harness/expected.h"
#include "harness/host.h"
#include "harness/machine.h"
#include "harness/marks.h"
#include "harness/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <x86intrin.h>

enum { ITERATIONS = 2, STATUS_DONE = 0, STATUS_FAILED = 1, LIMIT_S = 120 };

static void run_native(struct process *process, const char *arch, const char *argument)
{
    require_native(arch);
    process_run(process, &(struct command){
                             .argv = (const char *const[]){host_native(arch), argument, NULL}});
}

/*
 * Reads the list of workloads, `name,group,default_size,unit,stresses,needs_hypervisor,waits`.
 * @param specs  receives NAME:SIZE:ITERATIONS,… of those that a host process can run, too
 */
static void list_workloads(struct text *specs)
{
    struct process process;
    unsigned count = 0;
    run_native(&process, "x86_64", "--list");
    ck_assert_int_eq(process.status, 0);
    for (char *rest = process.output.data, *line; (line = strsep(&rest, "\n")) != NULL;) {
        char name[32], group[16];
        unsigned size;
        size_t length = strlen(line);
        if (sscanf(line, "%31[^,],%15[^,],%u,", name, group, &size) != 3 || line[length - 3] == '1')
            continue;
        text_printf(specs, "%s%s:%u:%d", count++ > 0 ? "," : "", name, size, ITERATIONS);
    }
    ck_assert_uint_ge(count, 10);
    process_free(&process);
}

static void native_results(const char *arch, const char *specs, struct text *results)
{
    struct process process;
    run_native(&process, arch, specs);
    ck_assert_int_eq(process.status, 0);
    marks_read(&process.output, arch, results);
    process_free(&process);
}

static void guest_results(unsigned kind, const char *specs, int status, struct text *results)
{
    struct machine machine;
    struct text append = {0}, stream = {0};
    text_printf(&append, "bench=%s", specs);
    machine_boot(&machine, kind, MACHINE_SILENT, text_string(&append), LIMIT_S);
    ck_assert_int_eq(machine_wait(&machine), status);
    scratch_read(&machine.qemu.marks, &stream);
    marks_read(&stream, machine.kind->arch, results);
    text_free(&append);
    text_free(&stream);
    machine_free(&machine);
}

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
    list_workloads(&specs);
    guest_results((unsigned)_i, text_string(&specs), STATUS_DONE, &results);
    native_results(machine_kinds[_i].arch, text_string(&specs), &expected);
    text_must_equal(machine_kinds[_i].name, &results, text_string(&expected));
    text_free(&specs);
    text_free(&expected);
    text_free(&results);
}
END_TEST

START_TEST(checksums_do_not_depend_on_the_architecture)
{
    struct text specs = {0}, i386 = {0}, x86_64 = {0};
    list_workloads(&specs);
    native_results("i386", text_string(&specs), &i386);
    native_results("x86_64", text_string(&specs), &x86_64);
    text_must_equal("i386", &i386, text_string(&x86_64));
    text_free(&specs);
    text_free(&i386);
    text_free(&x86_64);
}
END_TEST

/*
 * What a host process cannot do, with the results it must come to. Checksums are FNV-1a over units
 * of 64 bits (workloads/checksum.h), made here once more.
 */
static void expect(struct text *results, const char *workload, unsigned size, uint64_t sum)
{
    for (unsigned iteration = 0; iteration < ITERATIONS; iteration++)
        text_printf(results, "%s %u %u %016" PRIx64 "\n", workload, size, iteration, sum);
}

static uint64_t fold(uint64_t sum, uint64_t result)
{
    return (sum ^ result) * 1099511628211u;
}

static void expect_number(struct text *results, const char *workload, unsigned size,
                          unsigned number)
{
    expect(results, workload, size, fold(14695981039346656037u, number));
}

static void expect_text(struct text *results, const char *workload, unsigned size, const char *text)
{
    uint64_t sum = 14695981039346656037u;
    for (unsigned i = 0; i < size; i++)
        for (const char *at = text; *at != '\0'; at++)
            sum = fold(sum, (uint8_t)*at);
    expect(results, workload, size, sum);
}

static const char hello[] = "Hello, World\n";
static const char echo[] = "Type a line and press Enter; an empty line or Ctrl-D ends.\n"
                           "> hello\nhello\n> \n";

/* The counter's time is in its checksum only if its interrupts came; keys likewise. */
START_TEST(what_needs_a_machine_comes_to_its_end)
{
    static const char specs[] = "exception:300:2,hypercall:30:2,timer-tick:6:2,oneshot:2000:2,"
                                "oneshot:100000:2,menu-echo:3:2,menu-hello:2:2";
    struct text expected = {0}, results = {0};
    expect_number(&expected, "exception", 300, 300);
    expect_number(&expected, "hypercall", 30, 30);
    expect_number(&expected, "timer-tick", 6, 6);
    expect_number(&expected, "oneshot", 2000, 2386); /* 2386.364 pulses of 1.193182 MHz */
    expect_number(&expected, "oneshot", 100000, 65535);
    expect_text(&expected, "menu-echo", 3, echo);
    expect_text(&expected, "menu-hello", 2, hello);
    guest_results((unsigned)_i, specs, STATUS_DONE, &results);
    text_must_equal(machine_kinds[_i].name, &results, text_string(&expected));
    text_free(&expected);
    text_free(&results);
}
END_TEST

/* Not only the checksum says so: the text has come out. The keys end in the middle of a line. */
START_TEST(the_console_shows_what_was_written)
{
    static const char line[] = "console-line: the quick brown fox jumps over the lazy dog 01234\n";
    struct machine machine;
    struct text expected = {0};
    machine_boot(&machine, (unsigned)_i, MACHINE_SILENT,
                 "bench=console-line:2:1,key-echo:70:1,menu-multiplication:1:1,menu-counter:1:1,"
                 "menu-echo:1:1,menu-hello:1:1",
                 LIMIT_S);
    ck_assert_int_eq(machine_wait(&machine), STATUS_DONE);
    text_printf(&expected, "%s%s", line, line);
    for (unsigned key = 0; key < 70; key++)
        text_printf(&expected, "%c%s", "asdfghjkl"[key % 9], key == 63 || key == 69 ? "\n" : "");
    expected_table(&expected);
    text_printf(&expected, "%s%s%s", expected_count, echo, hello);
    machine_must_have_printed(&machine, text_string(&expected));
    text_free(&expected);
    machine_free(&machine);
}
END_TEST

/* Guests count by the host's time-stamp counter, or by one of the same rate. */
static uint64_t measured_tsc_hz(void)
{
    struct timespec from, to, pause = {.tv_nsec = 100000000};
    clock_gettime(CLOCK_MONOTONIC, &from);
    uint64_t begin = __rdtsc();
    nanosleep(&pause, NULL);
    clock_gettime(CLOCK_MONOTONIC, &to);
    uint64_t ticks = __rdtsc() - begin;
    double seconds = (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
    return (uint64_t)((double)ticks / seconds);
}

/* A span shorter than the delay of 20 ms would end at a tick that was due before. */
START_TEST(oneshot_takes_no_less_than_its_delay)
{
    struct machine machine;
    struct text stream = {0};
    unsigned shots = 0;
    uint64_t begin, end;
    machine_boot(
        &machine, (unsigned)_i, MACHINE_SILENT,
        "bench=oneshot:1000:1,timer-tick:3:1,oneshot:20000:3,menu-hello:1:1,oneshot:20000:3",
        LIMIT_S);
    ck_assert_int_eq(machine_wait(&machine), STATUS_DONE);
    scratch_read(&machine.qemu.marks, &stream);
    for (char *rest = stream.data, *line; (line = strsep(&rest, "\n")) != NULL;)
        if (sscanf(line, "M1 %*u end oneshot 20000 %*u %" SCNu64 " %" SCNu64, &begin, &end) == 2) {
            uint64_t least = measured_tsc_hz() / 1000 * 19;
            ck_assert_msg(end - begin >= least, "%s: %" PRIu64 " of %" PRIu64 " ticks",
                          machine_kinds[_i].name, end - begin, least);
            shots++;
        }
    ck_assert_uint_eq(shots, 6);
    text_free(&stream);
    machine_free(&machine);
}
END_TEST

START_TEST(failures_are_marked)
{
    static const char specs[] = "fib:1:1,nope:7:1,hypercall:10:1";
    struct text results = {0};
    guest_results((unsigned)_i, specs, STATUS_FAILED, &results);
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
    TCase *tests = report_case(suite, "workloads", LIMIT_S + 30);
    tcase_add_loop_test(tests, checksums_are_those_of_the_host, 0, MACHINE_KINDS);
    tcase_add_test(tests, checksums_do_not_depend_on_the_architecture);
    tcase_add_loop_test(tests, marks_leave_by_the_second_serial_port, 0, 2);
    tcase_add_loop_test(tests, what_needs_a_machine_comes_to_its_end, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, the_console_shows_what_was_written, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, oneshot_takes_no_less_than_its_delay, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, failures_are_marked, 0, MACHINE_KINDS);
    return report_run(argv[0], suite);
}
