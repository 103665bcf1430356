/*
 * The marks that the harness sends, against docs/contract.md: this file is the system under it,
 * keeps every line, and reads it back with a parser and a CRC of its own.
 */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/syscall.h"
#include "user/bench.h"
#include "user/marks.h"
#include "user/os.h"

enum { LINES_MAX = 64, CONSOLE_MAX = 4096 };

/* The system under the harness; Check runs each test in a process of its own, so it starts anew. */
static struct {
    char line[LINES_MAX][MARK_LINE_MAX + 1];
    unsigned lines;
    char console[CONSOLE_MAX];
    size_t mapped;
    int maps_left, is_1k;
} host = {.maps_left = 100};

void os_write(const char *text, size_t size)
{
    ck_assert_uint_lt(strlen(host.console) + size, CONSOLE_MAX);
    strncat(host.console, text, size);
}

void os_mark(const char *text, size_t size)
{
    ck_assert_uint_lt(host.lines, LINES_MAX);
    ck_assert_uint_le(size, MARK_LINE_MAX);
    ck_assert_ptr_eq(memchr(text, '\n', size), text + size - 1);
    memcpy(host.line[host.lines++], text, size - 1);
}

uint32_t os_null_call(uint32_t value)
{
    return value + 1;
}

uint32_t os_exception(uint32_t value)
{
    return value + 1;
}

void *os_map(size_t bytes)
{
    void *memory = NULL;
    if (host.maps_left-- <= 0 || posix_memalign(&memory, OS_PAGE_SIZE, bytes) != 0)
        return NULL;
    host.mapped += bytes;
    return memset(memory, 0, bytes);
}

void os_unmap(void *address, size_t bytes)
{
    host.mapped -= bytes;
    free(address);
}

/* 1K OS, as far as hypercalls and one-shots go, or a system that knows none of it. */
uintptr_t os_call(uintptr_t number, uintptr_t first, uintptr_t second)
{
    uint64_t *tsc = (uint64_t *)second;
    if (!host.is_1k)
        return SYS_ERROR;
    if (number == SYS_HYPERCALL)
        return second;
    if (number == SYS_ONESHOT)
        tsc[0] = 1000, tsc[1] = 1000 + first;
    return 0;
}

/* CRC-32 as the standard defines it, a bit at a time. */
static uint32_t reference_crc(const char *text, size_t size)
{
    uint32_t crc = ~0u;
    for (size_t i = 0; i < size * 8; i++) {
        uint32_t bit = ((uint8_t)text[i / 8] >> i % 8 ^ crc) & 1;
        crc = crc >> 1 ^ (bit ? 0xedb88320 : 0);
    }
    return ~crc;
}

/* Checks the frame of line `seq` and that what stands between its number and CRC is `body`. */
static void expect_line(unsigned seq, const char *body)
{
    char expected[MARK_LINE_MAX + 64];
    int length = snprintf(expected, sizeof expected, "M1 %u %s", seq, body);
    uint32_t crc = reference_crc(expected, (size_t)length);
    snprintf(expected + length, sizeof expected - (size_t)length, " *%08" PRIx32, crc);
    ck_assert_uint_lt(seq, host.lines);
    ck_assert_str_eq(host.line[seq], expected);
}

/* Checks a line of which only the beginning is known: its kind and first fields. */
static void expect_start(unsigned seq, const char *start)
{
    char prefix[MARK_LINE_MAX];
    int length = snprintf(prefix, sizeof prefix, "M1 %u %s ", seq, start);
    ck_assert_uint_lt(seq, host.lines);
    ck_assert_msg(strncmp(host.line[seq], prefix, (size_t)length) == 0, "line %u is '%s'", seq,
                  host.line[seq]);
    const char *star = strstr(host.line[seq], " *");
    ck_assert_ptr_nonnull(star);
    uint32_t crc = reference_crc(host.line[seq], (size_t)(star - host.line[seq]));
    ck_assert_uint_eq(strtoul(star + 2, NULL, 16), crc);
}

START_TEST(every_kind_is_formatted_as_agreed)
{
    struct marks marks = {0};
    struct sample sample = {"walk-8m", 4096, 3, 111, 2222, 0xabcdef};
    marks_boot(&marks, 12345678901234567890u);
    marks_begin(&marks, &sample, 100);
    marks_end(&marks, &sample);
    marks_fail(&marks, &sample, "memory");
    marks_done(&marks);
    expect_line(0, "boot x86_64 12345678901234567890");
    expect_line(1, "begin walk-8m 4096 3 100");
    expect_line(2, "end walk-8m 4096 3 111 2222 0000000000abcdef");
    expect_line(3, "fail walk-8m 4096 3 memory");
    expect_line(4, "done 4");
    ck_assert_uint_eq(host.lines, 5);
}
END_TEST

START_TEST(the_longest_line_fits)
{
    struct marks marks = {.sent = UINT32_MAX - 1};
    struct sample sample = {"a-name-of-31-characters-is-long",
                            UINT32_MAX,
                            UINT32_MAX,
                            UINT64_MAX,
                            UINT64_MAX,
                            UINT64_MAX};
    ck_assert_uint_eq(strlen(sample.workload), MARK_NAME_MAX);
    marks_end(&marks, &sample);
    ck_assert_uint_eq(host.lines, 1);
    ck_assert_uint_eq(strlen(host.line[0]), 140);
}
END_TEST

START_TEST(a_run_is_boot_begin_end_done)
{
    ck_assert_int_eq(bench_run("nqueens:1:2,times-table:3:1"), 0);
    ck_assert_uint_eq(host.lines, 8);
    expect_start(0, "boot x86_64");
    expect_start(1, "begin nqueens 1 0");
    expect_start(2, "end nqueens 1 0");
    expect_start(3, "begin nqueens 1 1");
    expect_start(4, "end nqueens 1 1");
    expect_start(5, "begin times-table 3 0");
    expect_start(6, "end times-table 3 0");
    expect_line(7, "done 7");
    ck_assert_str_eq(host.console, "");
    ck_assert_uint_eq(host.mapped, 0);
}
END_TEST

START_TEST(clocks_follow_one_another)
{
    uint64_t boot, begin, first, last;
    ck_assert_int_eq(bench_run("fib:2:1"), 0);
    ck_assert_int_eq(sscanf(host.line[0], "M1 0 boot x86_64 %" SCNu64, &boot), 1);
    ck_assert_int_eq(sscanf(host.line[1], "M1 1 begin fib 2 0 %" SCNu64, &begin), 1);
    ck_assert_int_eq(sscanf(host.line[2], "M1 2 end fib 2 0 %" SCNu64 " %" SCNu64, &first, &last),
                     2);
    ck_assert(boot < begin && begin < first && first < last);
}
END_TEST

START_TEST(failures_are_told_and_the_rest_still_runs)
{
    host.maps_left = 1;
    ck_assert_int_eq(bench_run("nothing:5:1,hypercall:9:2,sort:1:1,sieve:4:1,fib:1:1"), 3);
    expect_line(1, "fail nothing 5 0 unknown");
    expect_line(2, "fail hypercall 9 0 unsupported");
    expect_start(3, "begin sort 1 0");
    expect_start(4, "end sort 1 0");
    expect_line(5, "fail sieve 4 0 memory");
    expect_start(6, "begin fib 1 0");
    expect_start(7, "end fib 1 0");
    expect_line(8, "done 8");
    ck_assert_uint_eq(host.mapped, 0);
    ck_assert_str_eq(host.console, "bench: nothing: unknown\nbench: hypercall: unsupported\n"
                                   "bench: sieve: memory\n");
}
END_TEST

START_TEST(memory_is_kept_for_what_fits_in_it)
{
    host.maps_left = 2;
    ck_assert_int_eq(bench_run("sort:1:1,sieve:1:1,sort:1:1,times-table:1:1,matmul:1:1"), 0);
    ck_assert_int_eq(host.maps_left, 0);
    ck_assert_uint_eq(host.mapped, 0);
}
END_TEST

START_TEST(a_hypervisor_below_makes_hypercalls_run)
{
    host.is_1k = 1;
    ck_assert_int_eq(bench_run("hypercall:9:1"), 0);
    expect_start(2, "end hypercall 9 0");
}
END_TEST

/* It is what the workload read that is told, not what could be read around it. */
START_TEST(a_workload_may_time_itself)
{
    host.is_1k = 1;
    ck_assert_int_eq(bench_run("oneshot:5000:1"), 0);
    expect_start(2, "end oneshot 5000 0 1000 6966");
}
END_TEST

static const char *const bad_words[] = {
    "fib",
    "fib:",
    "fib:1",
    "fib:1:",
    "fib:1:1:",
    "fib:0:1",
    "fib:1:0",
    "fib:-1:1",
    "fib: 1:1",
    "fib:1:1 ",
    ":1:1",
    "Fib:1:1",
    "fi b:1:1",
    "fib:1x:1",
    "fib:4294967296:1",
    "fib:1:1:1",
    "fib:1:99999999999",
    "",
    "fib;1;1",
    "a-name-of-32-characters-is-refused:1:1",
};

START_TEST(bad_words_are_named_and_counted)
{
    char spec[128], message[256];
    snprintf(spec, sizeof spec, "fib:1:1,%s,nqueens:1:1", bad_words[_i]);
    ck_assert_int_eq(bench_run(spec), 1);
    expect_start(2, "end fib 1 0");
    expect_start(4, "end nqueens 1 0");
    expect_line(5, "done 5");
    snprintf(message, sizeof message, "bench: bad word '%s': want NAME:SIZE:ITERATIONS",
             bad_words[_i]);
    ck_assert_msg(strncmp(host.console, message, strlen(message)) == 0, "%s", host.console);
    ck_assert_ptr_eq(strchr(host.console, '\n'), host.console + strlen(host.console) - 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("guest marks");
    TCase *tests = tcase_create("marks and harness");
    tcase_add_test(tests, every_kind_is_formatted_as_agreed);
    tcase_add_test(tests, the_longest_line_fits);
    tcase_add_test(tests, a_run_is_boot_begin_end_done);
    tcase_add_test(tests, clocks_follow_one_another);
    tcase_add_test(tests, failures_are_told_and_the_rest_still_runs);
    tcase_add_test(tests, memory_is_kept_for_what_fits_in_it);
    tcase_add_test(tests, a_hypervisor_below_makes_hypercalls_run);
    tcase_add_test(tests, a_workload_may_time_itself);
    tcase_add_loop_test(tests, bad_words_are_named_and_counted, 0,
                        sizeof bad_words / sizeof *bad_words);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
