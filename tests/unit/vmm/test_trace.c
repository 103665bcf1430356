/* The trace: its lines, several VMs at once, and a disk that is full. */
#include "observe/trace.h"
#include "unit/run_tests.h"

#include <check.h>
#include <inttypes.h>
#include <linux/kvm.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { VMS = 4, EXITS = 5000 };

static char path[] = "/tmp/test_trace.XXXXXX";
static struct trace *trace;
static struct error err;

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void open_trace(void)
{
    strcpy(path + strlen(path) - 6, "XXXXXX");
    close(mkstemp(path));
    err = (struct error){0};
    trace = trace_open(path, &err);
    ck_assert_ptr_nonnull(trace);
}

static void remove_trace(void)
{
    unlink(path);
}

/* What stands after the time in each line; returns the time. */
static uint64_t split(char *line, char **rest)
{
    uint64_t time = strtoull(line, rest, 10);
    ck_assert_ptr_ne(*rest, line);
    return time;
}

START_TEST(one_line_an_exit)
{
    char line[256], *rest;
    uint64_t opened = now_ns();
    struct trace_record io = {
        .when_ns = opened + 1000000,
        .handled_ns = 5120,
        .number = 17,
        .vm = 1,
        .reason = KVM_EXIT_IO,
        .out = true,
        .width = 1,
        .count = 3,
        .address = 0x3f8,
        .value = 0x48,
    };
    struct trace_record hlt = {
        .when_ns = opened + 2000000, .handled_ns = 99, .number = 18, .reason = KVM_EXIT_HLT};
    struct trace_record mmio = {
        .when_ns = opened + 3000000,
        .number = 19,
        .reason = KVM_EXIT_MMIO,
        .width = 8,
        .count = 1,
        .address = 0xfee00000,
        .value = 0x123456789abcdef0,
    };
    trace_exit(trace, &io);
    trace_exit(trace, &hlt);
    trace_exit(trace, &mmio);
    ck_assert_int_eq(trace_close(trace, &err), 0);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    ck_assert_str_eq(line, "# time_ns vm exit reason direction address width count value "
                           "handled_ns\n");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    uint64_t first = split(line, &rest);
    ck_assert_str_eq(rest, " 1 17 io out 0x3f8 1 3 0x48 5120\n");
    ck_assert_uint_ge(first, 1000000); /* from trace_open(), which was before `opened` */
    ck_assert_uint_lt(first, 1000000 + (uint64_t)5000000000);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    ck_assert_uint_eq(split(line, &rest), first + 1000000);
    ck_assert_str_eq(rest, " 0 18 hlt - - - - - 99\n");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    ck_assert_uint_eq(split(line, &rest), first + 2000000);
    ck_assert_str_eq(rest, " 0 19 mmio in 0xfee00000 8 1 0x123456789abcdef0 0\n");
    ck_assert_ptr_null(fgets(line, sizeof line, file));
    fclose(file);
}
END_TEST

static void *run_vm(void *argument)
{
    struct trace_record record = {.vm = *(unsigned *)argument, .reason = KVM_EXIT_INTR};
    for (record.number = 1; record.number <= EXITS; record.number++) {
        record.when_ns = now_ns();
        trace_exit(trace, &record);
    }
    return NULL;
}

START_TEST(vms_share_it_line_by_line)
{
    pthread_t thread[VMS];
    unsigned number[VMS] = {0, 1, 2, 3}, next[VMS] = {0}, lines = 0;
    for (unsigned i = 0; i < VMS; i++)
        pthread_create(&thread[i], NULL, run_vm, &number[i]);
    for (unsigned i = 0; i < VMS; i++)
        pthread_join(thread[i], NULL);
    ck_assert_int_eq(trace_close(trace, &err), 0);
    char line[256];
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    for (; fgets(line, sizeof line, file); lines++) {
        unsigned vm, exit, handled;
        int end = 0;
        sscanf(line, "%*u %u %u intr - - - - - %u%n", &vm, &exit, &handled, &end);
        ck_assert_str_eq(line + end, "\n");
        ck_assert_uint_lt(vm, VMS);
        ck_assert_uint_eq(exit, ++next[vm]);
    }
    ck_assert_uint_eq(lines, VMS * EXITS);
    fclose(file);
}
END_TEST

START_TEST(a_full_disk_is_reported)
{
    struct trace_record record = {.when_ns = now_ns(), .reason = KVM_EXIT_HLT};
    for (unsigned exits = 1; exits <= 20000; exits *= 20000) { /* at the close; before it */
        err = (struct error){0};
        struct trace *full = trace_open("/dev/full", &err);
        for (unsigned i = 0; i < exits; i++)
            trace_exit(full, &record);
        ck_assert_int_eq(trace_close(full, &err), -1);
        ck_assert_int_eq(err.status, STATUS_OS_ERROR);
        ck_assert_ptr_nonnull(strstr(err.text, "No space left"));
    }
}
END_TEST

START_TEST(a_file_that_cannot_be_made_is_an_error)
{
    err = (struct error){0};
    ck_assert_ptr_null(trace_open("/nonexistent/trace", &err));
    ck_assert_int_eq(err.status, STATUS_NO_FILE);
    ck_assert_ptr_nonnull(strstr(err.text, "/nonexistent/trace"));
    ck_assert_int_eq(trace_close(NULL, &err), 0);
}
END_TEST

static Suite *trace_suite(void)
{
    Suite *suite = suite_create("trace");
    TCase *lines = tcase_create("lines");
    tcase_add_checked_fixture(lines, open_trace, remove_trace);
    tcase_add_test(lines, one_line_an_exit);
    tcase_add_test(lines, vms_share_it_line_by_line);
    suite_add_tcase(suite, lines);
    TCase *errors = tcase_create("errors");
    tcase_add_test(errors, a_full_disk_is_reported);
    tcase_add_test(errors, a_file_that_cannot_be_made_is_an_error);
    suite_add_tcase(suite, errors);
    return suite;
}

int main(void)
{
    return run_suite(trace_suite());
}
