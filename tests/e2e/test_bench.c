/*
 * The bench driver on real engines: short runs whose rows must all be valid. What it refuses is in
 * test_bench_refusals.c; faulty engines are planted in tests/unit/bench/test_run_faults.c.
 */
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef BENCH /* the makefile names that of the variant under test */
#define BENCH "bench/kvm-bench"
#endif

enum { ARGUMENTS_MAX = 24 };

static void must_contain(const char *what, const struct text *text, const char *words)
{
    ck_assert_msg(text_find(text, words, 0) >= 0, "%s lacks \"%s\":\n%s", what, words,
                  text_tail(text));
}

/** A run in progress or done, and where its results are. */
struct bench {
    char results[128];
    struct process process;
};

/** Starts a run with these options besides --out. */
static void bench_start(struct bench *bench, const char *const *options)
{
    const char *argv[ARGUMENTS_MAX] = {BENCH, "run", "--out", bench->results};
    char name[24];
    size_t words = 4;
    snprintf(name, sizeof name, "run-%d", (int)getpid()); /* each test is a process of its own */
    scratch_name(bench->results, name);
    for (; *options; options++) {
        ck_assert_uint_lt(words, ARGUMENTS_MAX - 1);
        argv[words++] = *options;
    }
    process_start(&bench->process, &(struct command){.argv = argv, .limit_s = 120});
}

/** Reads one of the run's files. */
static void bench_read(const struct bench *bench, const char *name, struct text *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", bench->results, name);
    file_read(path, text);
}

static void bench_must_contain(const struct bench *bench, const char *file, const char *words)
{
    struct text text = {0};
    bench_read(bench, file, &text);
    must_contain(file, &text, words);
    text_free(&text);
}

/** Ends the run: it must have gone well, and every row be valid but those that cannot be. */
static void bench_must_be_good(struct bench *bench)
{
    struct text boots = {0}, samples = {0};
    process_wait(&bench->process);
    must_end_with(&bench->process, 0);
    bench_read(bench, "boots.csv", &boots);
    bench_read(bench, "samples.csv", &samples);
    ck_assert_uint_gt(text_lines(&boots), 1);
    ck_assert_uint_eq(text_count(&boots, ",ok\n"), text_lines(&boots) - 1);
    /* The exit status says that no more clocks were disturbed than noise explains. */
    ck_assert_uint_eq(text_count(&samples, ",ok\n") + text_count(&samples, ",clock\n") +
                          text_count(&samples, ",unsupported\n"),
                      text_lines(&samples) - 1);
    ck_assert_uint_eq(text_count(&samples, ",unsupported\n"), text_count(&samples, ",native,") / 2);
    text_free(&boots);
    text_free(&samples);
}

/**
 * The speed-up of an engine in a workload, from summary.csv; fails the test when the row is not
 * there or not valid. The note may not hold a comma here, which it does not when all is well.
 */
static double bench_speedup(const struct bench *bench, const char *workload, const char *engine)
{
    struct text text = {0};
    char row[80], *rest;
    double speedup = 0;
    int valid = 0;
    bench_read(bench, "summary.csv", &text);
    snprintf(row, sizeof row, ",%s,%s,", workload, engine);
    rest = strstr(text.data, row);
    ck_assert_msg(rest != NULL, "no row %s in:\n%s", row, text_tail(&text));
    for (int field = 0; field < 7 && rest; field++) /* n, four times, instructions, MIPS */
        rest = strchr(rest + (field == 0 ? strlen(row) : 1), ',');
    int fields = rest ? sscanf(rest, ",%lf,%*f,%*f,%d", &speedup, &valid) : 0;
    ck_assert_msg(fields == 2 && valid == 1, "no valid row %s in:\n%s", row, text_tail(&text));
    text_free(&text);
    return speedup;
}

/* Five iterations: whatever holds one up on a busy machine, the median is that of the others. */
#define SHORT "--rounds", "1", "--iterations", "5", "--budget", "6", "--studies", "none"

/* Every engine that this host has; KVM, where it runs either 1K OS, must be among them. */
START_TEST(a_short_run_is_valid)
{
    struct bench bench;
    bench_start(&bench, (const char *const[]){"--workloads", "fib,hypercall", SHORT, NULL});
    bench_must_be_good(&bench);
    bench_must_contain(&bench, "host.csv", "\none_insn_per_tb.tcg-1insn,on\n");
    bench_must_contain(&bench, "host.csv", "\none_insn_per_tb.tcg,off\n");
    bench_must_contain(&bench, "summary.md", "| fib |");
    ck_assert(bench_speedup(&bench, "fib", "native") > 3);
    ck_assert(bench_speedup(&bench, "fib", "tcg") > 1);
    if (host_probe() <= 1)
        ck_assert(bench_speedup(&bench, "fib", "kvm") > 3);
    process_free(&bench.process);
}
END_TEST

/* Both images under QEMU and both native programs, whatever this host's KVM can do. */
START_TEST(runs_each_architecture)
{
    static const char *const archs[] = {"i386", "x86_64"};
    struct bench bench;
    require_native(archs[_i]);
    bench_start(&bench,
                (const char *const[]){"--arch", archs[_i], "--engines", "tcg-1insn,tcg,native",
                                      "--workloads", "sort,hypercall", SHORT, NULL});
    bench_must_be_good(&bench);
    ck_assert(bench_speedup(&bench, "sort", "native") > 3);
    bench_must_contain(&bench, "summary.csv", archs[_i]);
    process_free(&bench.process);
}
END_TEST

static const struct study {
    const char *name, *budget, *rows, *summary, *section;
} studies[] = {
    {"startup", "10", "phases.csv", "startup_summary.csv", "## Start-up and end"},
    {"latency", "14", "latency.csv", "latency_summary.csv", "## Interrupt latency"},
    {"scaling", "24", "scaling.csv", "scaling_summary.csv", "## Several machines at once"},
};

/* On whole blocks of TCG, and on KVM where there is one: each row is good, or a warm-up. */
START_TEST(a_study_has_good_rows)
{
    const struct study *study = &studies[_i];
    struct bench bench;
    struct text host = {0}, rows = {0};
    bench_start(&bench,
                (const char *const[]){"--engines", "kvm,tcg,native", "--workloads",
                                      "sieve,hypercall", "--rounds", "1", "--iterations", "1",
                                      "--studies", study->name, "--budget", study->budget, NULL});
    bench_must_be_good(&bench);
    bench_read(&bench, "host.csv", &host);
    if (text_find(&host, "rounds of it need --budget", 0) >= 0)
        skip("the host is too busy for study %s in %s s", study->name, study->budget);
    bench_read(&bench, study->rows, &rows);
    ck_assert_uint_gt(text_count(&rows, ",tcg,"), 0);
    ck_assert_uint_eq(text_count(&rows, ",ok\n") + text_count(&rows, ",warmup\n"),
                      text_lines(&rows) - 1);
    if (host_probe() <= 1)
        ck_assert_uint_gt(text_count(&rows, ",kvm,"), 0);
    bench_must_contain(&bench, study->summary, ",tcg,");
    bench_must_contain(&bench, "summary.md", study->section);
    text_free(&host);
    text_free(&rows);
    process_free(&bench.process);
}
END_TEST

/*
 * The interpreter, on both images. On a busy host the driver may be late for so many marks that the
 * run is not valid (status 1); the boots are, and the counts of instructions.
 */
START_TEST(runs_in_an_interpreter)
{
    static const char *const archs[] = {"i386", "x86_64"};
    struct text boots = {0}, samples = {0};
    struct bench bench;
    require_program("bochs");
    bench_start(&bench, (const char *const[]){"--arch", archs[_i], "--engines", "bochs,tcg",
                                              "--workloads", "sort,hypercall", SHORT, NULL});
    process_wait(&bench.process);
    ck_assert_msg(bench.process.status == 0 || bench.process.status == 1, "status %d: %s",
                  bench.process.status, text_tail(&bench.process.errors));
    bench_read(&bench, "boots.csv", &boots);
    bench_read(&bench, "samples.csv", &samples);
    ck_assert_uint_eq(text_count(&boots, ",ok\n"), 2);
    ck_assert_uint_eq(text_count(&samples, ",ok\n") + text_count(&samples, ",clock\n"),
                      text_lines(&samples) - 1);
    bench_must_contain(&bench, "host.csv", "\nbochs_version,Bochs x86 Emulator ");
    bench_must_contain(&bench, "summary.md", "### Counted twice");
    text_free(&boots);
    text_free(&samples);
    process_free(&bench.process);
}
END_TEST

/* report_case() checks that no QEMU is left. */
START_TEST(a_signal_ends_the_engines_too)
{
    struct bench bench;
    bench_start(&bench, (const char *const[]){"--engines", "tcg-1insn,native", "--workloads", "fib",
                                              "--budget", "60", NULL});
    process_read_for(&bench.process, 3);
    process_signal(&bench.process, SIGTERM);
    process_wait(&bench.process);
    ck_assert_int_eq(bench.process.status, 128 + SIGTERM);
    must_contain("stderr", &bench.process.errors, "stopped by a signal");
    process_free(&bench.process);
}
END_TEST

/* QEMU taken away: the others run, and the reason and the remedy are said. */
START_TEST(runs_without_qemu)
{
    setenv("QEMU_SYSTEM_I386", "/no/such/qemu", 1);
    setenv("QEMU_SYSTEM_X86_64", "/no/such/qemu", 1);
    struct bench bench;
    bench_start(&bench, (const char *const[]){"--engines", "tcg-1insn,tcg,native", "--workloads",
                                              "fib", SHORT, NULL});
    process_wait(&bench.process);
    must_end_with(&bench.process, 0);
    must_contain("stderr", &bench.process.errors,
                 "engine tcg-1insn left out: /no/such/qemu: not found; run `make setup`");
    process_free(&bench.process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("bench");
    TCase *tests = report_case(suite, "bench", 120);
    tcase_add_test(tests, a_short_run_is_valid);
    tcase_add_loop_test(tests, runs_each_architecture, 0, 2);
    tcase_add_loop_test(tests, a_study_has_good_rows, 0, sizeof studies / sizeof *studies);
    tcase_add_loop_test(tests, runs_in_an_interpreter, 0, 2);
    tcase_add_test(tests, a_signal_ends_the_engines_too);
    tcase_add_test(tests, runs_without_qemu);
    return report_run(argv[0], suite);
}
