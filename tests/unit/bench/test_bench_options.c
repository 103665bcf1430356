/* The command line of kvm-bench. */
#include "base/status.h"
#include "options/bench_options.h"
#include "unit/run_tests.h"

#include <string.h>

enum { ARGS_MAX = 32 };

/** Parses a line of words separated by blanks; the words live in `line`. */
static int parse(struct bench_options *options, char *line, struct error *err)
{
    static char name[] = "kvm-bench";
    char *argv[ARGS_MAX + 1] = {name};
    int argc = 1;
    *err = (struct error){0};
    for (char *word = strtok(line, " "); word && argc < ARGS_MAX; word = strtok(NULL, " "))
        argv[argc++] = word;
    return bench_options_parse(options, argc, argv, err);
}

/** Expects a usage error that holds these words. */
static void refuse(const char *line, const char *words)
{
    struct bench_options options;
    struct error err;
    char *copy = strdup(line);
    ck_assert_msg(parse(&options, copy, &err) == -1, "taken: %s", line);
    ck_assert_int_eq(err.status, STATUS_USAGE);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s: %s", line, err.text);
    ck_assert_ptr_null(strchr(err.text, '\n'));
    free(copy);
}

START_TEST(test_defaults)
{
    struct bench_options options;
    struct error err;
    char line[] = "run";
    ck_assert_int_eq(parse(&options, line, &err), 0);
    ck_assert_int_eq(options.action, BENCH_RUN);
    ck_assert_int_eq(options.arch, ARCH_AUTO);
    ck_assert_uint_eq(options.engines, 4); /* not qemu-kvm and kvm-again */
    ck_assert_ptr_null(options.workloads);
    ck_assert_uint_eq(options.rounds, 0);
    ck_assert_uint_eq(options.budget_s, 220);
    ck_assert_uint_eq(options.iterations, 3);
    ck_assert(!options.seed_given);
    ck_assert_ptr_null(options.out);
}
END_TEST

START_TEST(test_everything)
{
    struct bench_options options;
    struct error err;
    char line[] = "--arch x86_64 run --engines=native,kvm --workloads sieve,fib --rounds 7 "
                  "--budget 30 --seed 18446744073709551615 --out some/where --iterations 5";
    ck_assert_int_eq(parse(&options, line, &err), 0);
    ck_assert_int_eq(options.arch, ARCH_X86_64);
    ck_assert_uint_eq(options.engines, 2);
    ck_assert_str_eq(options.engine[0]->name, "native");
    ck_assert_str_eq(options.engine[1]->name, "kvm");
    ck_assert_str_eq(options.workloads, "sieve,fib");
    ck_assert_uint_eq(options.rounds, 7);
    ck_assert_uint_eq(options.budget_s, 30);
    ck_assert(options.seed_given);
    ck_assert_uint_eq(options.seed, UINT64_MAX);
    ck_assert_str_eq(options.out, "some/where");
    ck_assert_uint_eq(options.iterations, 5);
}
END_TEST

START_TEST(test_other_actions)
{
    struct bench_options options;
    struct error err;
    char list[] = "list --arch i386", report[] = "report results/latest", help[] = "--help";
    char automatic[] = "run --rounds auto --arch auto --workloads all", compare[] = "compare a b";
    ck_assert_int_eq(parse(&options, list, &err), 0);
    ck_assert_int_eq(options.action, BENCH_LIST);
    ck_assert_int_eq(options.arch, ARCH_I386);
    ck_assert_int_eq(parse(&options, report, &err), 0);
    ck_assert_int_eq(options.action, BENCH_REPORT);
    ck_assert_str_eq(options.directory, "results/latest");
    ck_assert_int_eq(parse(&options, compare, &err), 0);
    ck_assert_int_eq(options.action, BENCH_COMPARE);
    ck_assert_str_eq(options.directory, "a");
    ck_assert_str_eq(options.other, "b");
    ck_assert_int_eq(parse(&options, help, &err), 0);
    ck_assert_int_eq(options.action, BENCH_HELP);
    ck_assert_int_eq(parse(&options, automatic, &err), 0);
    ck_assert_uint_eq(options.rounds, 0);
    ck_assert_ptr_null(options.workloads); /* nobody named one */
}
END_TEST

START_TEST(test_limits_are_allowed)
{
    static const char *const lines[] = {
        "run --rounds 10000",     "run --budget 1",        "run --budget 864000",
        "run --iterations 1",     "run --iterations 1000", "run --boot-limit 1",
        "run --boot-limit 86400",
    };
    static const char *const beyond[] = {"run --budget 864001", "run --iterations 1001",
                                         "run --boot-limit 86401"};
    struct bench_options options;
    struct error err;
    char line[64];
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        strcpy(line, lines[i]);
        ck_assert_msg(parse(&options, line, &err) == 0, "%s", lines[i]);
    }
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        strcpy(line, beyond[i]);
        ck_assert_msg(parse(&options, line, &err) == -1, "%s", beyond[i]);
    }
}
END_TEST

START_TEST(test_refuses_wrong_words)
{
    refuse("", "run, list, report");
    refuse("walk", "\"walk\"");
    refuse("run fast", "\"fast\"");
    refuse("report", "name the directory");
    refuse("report a b", "\"b\"");
    refuse("compare a", "two runs");
    refuse("compare a b c", "\"c\"");
    refuse("report a --seed 5", "report takes no options, and would ignore --seed");
    refuse("--rounds 3 compare a b", "--rounds");
    refuse("self-check --engines=kvm a", "--engines");
    refuse("run --speed 5", "--speed");
    refuse("run -x", "unknown option -x");
    refuse("run -xy", "unknown option -x");
    refuse("run --help=3", "--help=3: this option takes no value");
    refuse("run --out", "--out needs a value");
}
END_TEST

START_TEST(test_refuses_wrong_values)
{
    refuse("run --arch arm64", "--arch arm64");
    refuse("run --engines qemu", "\"qemu\"");
    refuse("run --engines kvm,", "\"\"");
    refuse("run --engines kvm,tcg,kvm", "named twice");
    refuse("run --rounds -1", "--rounds -1");
    refuse("run --rounds many", "--rounds many");
    refuse("run --rounds 10001", "--rounds 10001");
    refuse("run --budget 0", "--budget 0");
    refuse("run --budget 1.5", "--budget 1.5");
    refuse("run --budget 99999999999999999999", "--budget");
    refuse("run --iterations 0", "--iterations 0");
    refuse("run --seed 18446744073709551616", "--seed");
    refuse("run --seed 0x10", "--seed");
    refuse("run --out=", "empty");
    refuse("run --boot-limit 0", "--boot-limit 0");
}
END_TEST

/* By number, as bench/README.md has them: scripts rely on these. */
START_TEST(test_statuses_of_its_own)
{
    ck_assert_int_eq(STATUS_INVALID, 1);
    ck_assert_int_eq(STATUS_UNAVAILABLE, 69);
    ck_assert_int_eq(STATUS_IO, 74);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_defaults,
        test_everything,
        test_other_actions,
        test_limits_are_allowed,
        test_refuses_wrong_words,
        test_refuses_wrong_values,
        test_statuses_of_its_own,
    };
    return RUN_TESTS("bench options", tests);
}
