/* The bench driver from the command line: what it refuses, in one line, and what it lists. */
#include "harness/host.h"
#include "harness/report.h"

#include <stdlib.h>

#ifndef BENCH /* the makefile names that of the variant under test */
#define BENCH "bench/kvm-bench"
#endif

enum { NO_FILE = 66, UNAVAILABLE = 69, CANNOT_WRITE = 74, USAGE = 64 };

static void must_contain(const char *what, const struct text *text, const char *words)
{
    ck_assert_msg(text_find(text, words, 0) >= 0, "%s lacks \"%s\":\n%s", what, words,
                  text_tail(text));
}

static const struct refusal {
    const char *arguments[6];
    int status;
    const char *words[2];
} refusals[] = {
    {{BENCH}, USAGE, {"run, list, report", "--help"}},
    {{BENCH, "walk"}, USAGE, {"\"walk\"", "--help"}},
    {{BENCH, "run", "--frobnicate"}, USAGE, {"--frobnicate", "--help"}},
    {{BENCH, "run", "--engines", "kvm,abacus"}, USAGE, {"\"abacus\"", "kvm-bench list"}},
    {{BENCH, "run", "--budget", "0"}, USAGE, {"--budget 0", "from 1"}},
    {{BENCH, "run", "--studies", "lately"}, USAGE, {"\"lately\"", "latency, scaling"}},
    {{BENCH, "run", "--rounds"}, USAGE, {"--rounds", "value"}},
    {{BENCH, "report", "/no/such/run"}, NO_FILE, {"/no/such/run/samples.csv", "No such file"}},
    {{BENCH, "report", "--seed", "5", "/no/such/run"}, USAGE, {"no options", "--seed"}},
    {{"sh", "-c", BENCH " --help >/dev/full"}, CANNOT_WRITE, {"standard output", "No space left"}},
    {{"sh", "-c", BENCH " list >/dev/full"}, CANNOT_WRITE, {"standard output", "No space left"}},
};

START_TEST(refuses)
{
    const struct refusal *refusal = &refusals[_i];
    struct process process;
    process_run(&process, &(struct command){.argv = refusal->arguments});
    must_end_with(&process, refusal->status);
    text_must_equal("stdout", &process.output, "");
    ck_assert_uint_eq(text_lines(&process.errors), 1);
    must_contain("stderr", &process.errors, "kvm-bench: ");
    for (int i = 0; i < 2; i++)
        must_contain("stderr", &process.errors, refusal->words[i]);
    process_free(&process);
}
END_TEST

START_TEST(lists_engines_and_workloads)
{
    static const char *const words[] = {"  kvm ",  "  tcg-1insn ", "  tcg ",     "  native ",
                                        "  sieve", "  syscall",    "  hypercall"};
    struct process process;
    process_run(&process, &(struct command){.argv = (const char *const[]){BENCH, "list", NULL}});
    must_end_with(&process, 0);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        must_contain("the list", &process.output, words[i]);
    process_free(&process);
}
END_TEST

START_TEST(an_unknown_workload_is_named)
{
    struct process process;
    process_run(&process, &(struct command){.argv = (const char *const[]){
                                                BENCH, "run", "--workloads", "fib,yoga", NULL}});
    must_end_with(&process, USAGE);
    must_contain("stderr", &process.errors, "no workload is called \"yoga\"");
    process_free(&process);
}
END_TEST

START_TEST(nothing_can_run)
{
    setenv("KVM_VMM", "/no/such/vmm", 1);
    struct process process;
    process_run(&process, &(struct command){.argv = (const char *const[]){BENCH, "run", "--engines",
                                                                          "kvm", NULL}});
    must_end_with(&process, UNAVAILABLE);
    must_contain("stderr", &process.errors, "none of the engines can run here");
    process_free(&process);
}
END_TEST

START_TEST(results_cannot_be_written)
{
    struct process process;
    process_run(&process,
                &(struct command){.argv = (const char *const[]){BENCH, "run", "--engines", "native",
                                                                "--out", "/proc/nowhere", NULL}});
    must_end_with(&process, CANNOT_WRITE);
    must_contain("stderr", &process.errors, "/proc/nowhere");
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("bench_refusals");
    TCase *tests = report_case(suite, "bench_refusals", 120);
    tcase_add_loop_test(tests, refuses, 0, sizeof refusals / sizeof *refusals);
    tcase_add_test(tests, lists_engines_and_workloads);
    tcase_add_test(tests, an_unknown_workload_is_named);
    tcase_add_test(tests, nothing_can_run);
    tcase_add_test(tests, results_cannot_be_written);
    return report_run(argv[0], suite);
}
