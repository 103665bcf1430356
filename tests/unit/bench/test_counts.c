/* What is counted outside the rounds: instructions of a workload's iterations, exits of its boot.
 */
#include "base/file.h"
#include "record/exits.h"
#include "record/instructions.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WORKLOADS = 2 };

/** One iteration that took so many instructions; the first of a workload's is the warm-up. */
static struct sample iteration(const char *workload, uint32_t number, uint64_t instructions)
{
    struct sample sample = {.arch = "i386", .size = 30, .iteration = number, .warmup = number == 0};
    strcpy(sample.workload, workload);
    sample.tsc_begin = 1000;
    sample.tsc_end = 1000 + instructions;
    return sample;
}

START_TEST(test_the_last_iteration_counts)
{
    struct instructions counts;
    struct sample samples[WORKLOADS * INSTRUCTION_ITERATIONS] = {
        iteration("fib", 0, 900),  iteration("fib", 1, 503),  iteration("fib", 2, 500),
        iteration("sort", 0, 700), iteration("sort", 1, 700), iteration("sort", 2, 700),
    };
    struct error err = {0};
    samples[4].outcome = OUTCOME_CHECKSUM;
    ck_assert_int_eq(instructions_take(&counts, samples, WORKLOADS, &err), 0);
    ck_assert_uint_eq(counts.count, WORKLOADS);
    ck_assert_str_eq(counts.row[0].arch, "i386");
    ck_assert_str_eq(counts.row[0].workload, "fib");
    ck_assert_uint_eq(counts.row[0].size, 30);
    ck_assert_uint_eq(counts.row[0].instructions, 500);
    ck_assert_uint_eq(counts.row[0].spread, 3); /* the warm-up's are not among them */
    ck_assert_int_eq(counts.row[0].outcome, OUTCOME_OK);
    ck_assert_str_eq(counts.row[1].workload, "sort");
    ck_assert_uint_eq(counts.row[1].spread, 0);
    ck_assert_int_eq(counts.row[1].outcome, OUTCOME_CHECKSUM); /* one that is wrong spoils it */
    instructions_free(&counts);
}
END_TEST

static void write_text(FILE *out, const void *text)
{
    fputs(text, out);
}

START_TEST(test_exits_are_those_of_the_monitor)
{
    static const char statistics[] = "vm,kind,key,direction,count,total_ns,p50_ns,p99_ns\n"
                                     "0,exit,io 0x00e9,out,10,2000,150,400\n"
                                     "0,exit,hlt,,3,30,10,11\n"
                                     "0,window,irq,,7,,,\n";
    static const struct exit_count label = {
        .arch = "i386", .workload = "fib", .size = 30, .iterations = 4};
    char folder[] = "/tmp/test_counts.XXXXXX";
    struct exits exits = {0};
    struct error err = {0};
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(file_replace(folder, "stats.csv", write_text, statistics, &err), 0);
    ck_assert_msg(exits_take(&exits, &label, folder, "stats.csv", &err) == 0, "%s", err.text);
    ck_assert_int_eq(exits_take(&exits, &label, folder, "nowhere.csv", &err), -1);
    file_remove_all(folder, "stats");
    ck_assert_int_eq(rmdir(folder), 0);
    ck_assert_uint_eq(exits.count, 3);
    ck_assert_uint_eq(exits_total(&exits, "fib"), 13); /* of exits alone */
    ck_assert_uint_eq(exits_total(&exits, "sort"), 0);
    const struct exit_count *row = exits.row;
    ck_assert_str_eq(row->workload, "fib");
    ck_assert_uint_eq(row->iterations, 4);
    ck_assert_str_eq(row->key, "io 0x00e9");
    ck_assert_str_eq(row->direction, "out");
    ck_assert_int_eq(row->total_ns, 2000);
    ck_assert_int_eq(row->p50_ns, 150);
    ck_assert_int_eq(row->p99_ns, 400);
    ck_assert_str_eq(row[2].kind, "window");
    ck_assert_int_eq(row[2].p50_ns, -1);
    exits_free(&exits);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_last_iteration_counts,
        test_exits_are_those_of_the_monitor,
    };
    return RUN_TESTS("counts", tests);
}
