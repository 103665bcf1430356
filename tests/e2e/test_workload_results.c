/*
 * The workloads that a host process cannot do, or whose output counts: on every machine they come
 * to what is worked out here.
 */
#include "harness/expected.h"
#include "harness/machine.h"
#include "harness/report.h"
#include "harness/workloads.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <x86intrin.h>

enum { STATUS_DONE = 0 };

/*
 * What a host process cannot do, with the results it must come to. Checksums are FNV-1a over units
 * of 64 bits (workloads/checksum.h), made here once more.
 */
static void expect(struct text *results, const char *workload, unsigned size, uint64_t sum)
{
    for (unsigned iteration = 0; iteration < WORKLOAD_ITERATIONS; iteration++)
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
    workloads_on_machine((unsigned)_i, specs, STATUS_DONE, &results);
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
                 WORKLOAD_LIMIT_S);
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
        WORKLOAD_LIMIT_S);
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

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("workload_results");
    TCase *tests = report_case(suite, "workload_results", WORKLOAD_LIMIT_S + 30);
    tcase_add_loop_test(tests, what_needs_a_machine_comes_to_its_end, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, the_console_shows_what_was_written, 0, MACHINE_KINDS);
    tcase_add_loop_test(tests, oneshot_takes_no_less_than_its_delay, 0, MACHINE_KINDS);
    return report_run(argv[0], suite);
}
