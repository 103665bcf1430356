/*
 * What kvm-vmm tells about a run: --stats, --trace, --phases.
 */
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GUEST(name)  "build/tests/guests/real_" name ".bin"
#define STATS_HEADER "vm,kind,key,direction,count,total_ns,p50_ns,p99_ns"
#define TRACE_HEADER "# time_ns vm exit reason direction address width count value handled_ns\n"

/* One line of --stats=FILE; a number that is empty there is -1. */
struct row {
    char vm[8], kind[16], key[32], direction[8];
    long long count, total_ns, p50_ns, p99_ns;
};

enum { COLUMNS = 8 };

static long long number(const char *text)
{
    return *text != '\0' ? strtoll(text, NULL, 10) : -1;
}

/* Takes the next row off the text; false at its end. */
static bool next_row(char **text, struct row *row)
{
    char *line = strsep(text, "\n"), *field[COLUMNS];
    if (line == NULL || *line == '\0')
        return false;
    line[strcspn(line, "\r")] = '\0';
    for (unsigned i = 0; i < COLUMNS; i++) {
        field[i] = strsep(&line, ",");
        ck_assert_msg(field[i] != NULL, "a row of --stats has fewer than %d fields", COLUMNS);
    }
    ck_assert_msg(line == NULL, "a row of --stats has more than %d fields", COLUMNS);
    snprintf(row->vm, sizeof(row->vm), "%s", field[0]);
    snprintf(row->kind, sizeof(row->kind), "%s", field[1]);
    snprintf(row->key, sizeof(row->key), "%s", field[2]);
    snprintf(row->direction, sizeof(row->direction), "%s", field[3]);
    row->count = number(field[4]);
    row->total_ns = number(field[5]);
    row->p50_ns = number(field[6]);
    row->p99_ns = number(field[7]);
    return true;
}

/* Reads --stats=FILE and adds up the counts of all rows that fit; NULL fits all. */
static long long count_of(const char *path, const char *vm, const char *kind, const char *key,
                          const char *direction)
{
    struct text file = {0};
    struct row row;
    long long count = 0;
    file_read(path, &file);
    ck_assert(strncmp(text_string(&file), STATS_HEADER, strlen(STATS_HEADER)) == 0);
    char *rest = file.data + strcspn(file.data, "\n") + 1;
    while (next_row(&rest, &row))
        if ((vm == NULL || strcmp(row.vm, vm) == 0) && strcmp(row.kind, kind) == 0 &&
            (key == NULL || strcmp(row.key, key) == 0) &&
            (direction == NULL || strcmp(row.direction, direction) == 0))
            count += row.count;
    text_free(&file);
    return count;
}

/* Runs with --stats into a file, and returns its path. */
static void run_with_stats(char path[128], const char *irqchip, const char *image, int status)
{
    char option[160];
    struct process process;
    require_kvm();
    scratch_name(path, "stats.csv");
    snprintf(option, sizeof(option), "--stats=%s", path);
    vmm_run(&process, &(struct command){0}, ARGUMENTS(option, "--irqchip", irqchip, image));
    must_end_with(&process, status);
    process_free(&process);
}

START_TEST(stats_count_exits_by_port)
{
    char path[128];
    run_with_stats(path, "user", GUEST("ports"), 42);
    /* An IN, and a REP INSB, of which KVM makes one exit however long it is. */
    ck_assert_int_eq(count_of(path, "0", "exit", "io 0x00e9", "in"), 2);
    ck_assert_int_eq(count_of(path, "0", "exit", "io 0x01e9", "in"), 1);
    ck_assert_int_eq(count_of(path, "0", "exit", "io 0x5678", "in"), 1);
    ck_assert_int_eq(count_of(path, "0", "exit", "io 0x00f4", "out"), 1);
    ck_assert_int_eq(count_of(path, "1", "exit", NULL, NULL), 0);
}
END_TEST

START_TEST(stats_count_interrupts)
{
    char path[128];
    run_with_stats(path, "user", "guest/clock.bin", 0);
    long long ticks = count_of(path, "0", "interrupt", "0x20", NULL);
    ck_assert_msg(ticks >= 499 && ticks <= 502, "5 s at 100 Hz gave %lld interrupts", ticks);
    /* A guest that is late for a tick goes on without sleeping. */
    ck_assert_int_ge(count_of(path, "0", "exit", "hlt", NULL), ticks * 9 / 10);
}
END_TEST

START_TEST(stats_have_sensible_times)
{
    char path[128];
    struct text file = {0};
    struct row row;
    unsigned rows = 0;
    run_with_stats(path, "user", "guest/hello.bin", 0);
    file_read(path, &file);
    char *rest = file.data + strcspn(file.data, "\n") + 1;
    while (next_row(&rest, &row))
        if (strcmp(row.kind, "exit") == 0) {
            ck_assert_int_gt(row.p50_ns, 0);
            ck_assert_int_le(row.p50_ns, row.p99_ns);
            ck_assert_int_ge(row.total_ns, row.p50_ns);
            ck_assert_int_lt(row.total_ns, 20000000000);
            rows++;
        }
    ck_assert_uint_gt(rows, 0);
    text_free(&file);
}
END_TEST

START_TEST(stats_table_goes_to_stderr)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--stats", "guest/hello.bin", GUEST("ports")));
    must_end_with(&process, 42);
    ck_assert_int_ge(text_find(&process.errors, "hello", 0), 0);
    ck_assert_int_ge(text_find(&process.errors, "real_ports", 0), 0);
    ck_assert_int_ge(text_find(&process.errors, "0x00e9", 0), 0);
    ck_assert_int_lt(text_find(&process.output, "0x00e9", 0), 0);
    process_free(&process);
}
END_TEST

/* Four VMs fill it with all the ports that are told apart, 192: some 70 KB, written in the sandbox.
 */
START_TEST(stats_table_may_be_large)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--stats", GUEST("many_ports"), GUEST("many_ports"), GUEST("many_ports"),
                      GUEST("many_ports")));
    must_end_with(&process, 0);
    ck_assert_uint_eq(text_count(&process.errors, "io 0x10"), 4 * 192);
    ck_assert_uint_eq(text_count(&process.errors, "other"), 4);
    process_free(&process);
}
END_TEST

START_TEST(trace_has_every_exit_that_stats_count)
{
    char stats[128], trace[128], option[160];
    struct text file = {0};
    struct process process;
    require_kvm();
    scratch_name(stats, "stats.csv");
    scratch_name(trace, "trace.txt");
    snprintf(option, sizeof(option), "--stats=%s", stats);
    vmm_run(&process, &(struct command){0},
            ARGUMENTS(option, "--trace", trace, "guest/counter.bin", GUEST("ports")));
    must_end_with(&process, 42);
    file_read(trace, &file);
    ck_assert(strncmp(text_string(&file), TRACE_HEADER, strlen(TRACE_HEADER)) == 0);
    ck_assert_int_eq(text_lines(&file) - 1, count_of(stats, NULL, "exit", NULL, NULL));
    ck_assert_uint_eq(text_count(&file, " io in 0x5678 1 1 0xff "), 1);
    ck_assert_uint_eq(text_count(&file, " io out 0xf4 1 1 0x2a "), 1);
    process_free(&process);
}
END_TEST

/* Main, then the VM, then the guest, then its end; for each VM. */
START_TEST(phases_are_told_in_order)
{
    char path[128];
    struct text file = {0};
    struct process process;
    require_kvm();
    scratch_name(path, "phases.csv");
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--phases", path, "guest/hello.bin", "guest/multiplication.bin"));
    must_end_with(&process, 0);
    file_read(path, &file);
    char *rest = file.data;
    ck_assert_str_eq(strsep(&rest, "\n"), "vm,phase,monotonic_ns");
    for (int vm = 0; vm < 2; vm++) {
        static const char *const phases[] = {"main", "vm", "guest", "end"};
        unsigned long long before = 0, ns;
        for (int i = 0; i < 4; i++, before = ns) {
            char phase[8] = "", *line = strsep(&rest, "\n");
            int number = -1;
            ck_assert_ptr_nonnull(line);
            ck_assert_int_eq(sscanf(line, "%d,%7[a-z],%llu", &number, phase, &ns), 3);
            ck_assert_int_eq(number, vm);
            ck_assert_str_eq(phase, phases[i]);
            ck_assert(ns > before);
        }
    }
    text_free(&file);
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("observe");
    TCase *tests = report_case(suite, "observe", 60);
    tcase_add_test(tests, stats_count_exits_by_port);
    tcase_add_test(tests, stats_count_interrupts);
    tcase_add_test(tests, stats_have_sensible_times);
    tcase_add_test(tests, stats_table_goes_to_stderr);
    tcase_add_test(tests, stats_table_may_be_large);
    tcase_add_test(tests, trace_has_every_exit_that_stats_count);
    tcase_add_test(tests, phases_are_told_in_order);
    return report_run(argv[0], suite);
}
