/* summary.csv, precision.csv and host.csv, as docs/contract.md has them: what is unknown is empty.
 */
#include "base/file.h"
#include "record/facts.h"
#include "report/precision.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 3 };

static struct summary_row rows[ROWS];
static const struct summary summary = {.count = ROWS, .row = rows};
static char folder[32];
static struct error err;

static void set_row(struct summary_row *row, const char *engine)
{
    strcpy(row->arch, "i386");
    strcpy(row->workload, "fib");
    strcpy(row->engine, engine);
}

/** The reference, an engine that is five times as fast and drifts, and one that has failed. */
static void set_up(void)
{
    rows[0] = (struct summary_row){
        .n = 8,
        .median_ns = 1500.5,
        .interval_ns = {1400, 1600.25},
        .mad_ns = 12.5,
        .speedup = {.known = true, .rounds = 4, .value = 1, .interval = {1, 1}},
        .valid = true};
    rows[1] = (struct summary_row){
        .n = 9,
        .median_ns = 300,
        .interval_ns = {290, 310},
        .mad_ns = 2,
        .instructions = 600,
        .speedup = {.known = true,
                    .rounds = 9,
                    .value = 5.0000004,
                    .interval = {4.9, 5.2},
                    .drift_known = true,
                    .drift = {.rho = -0.25, .p = 0.5}},
        .valid = true,
        .note = "one, and \"two\"",
    };
    rows[2] = (struct summary_row){.note = "failed"};
    set_row(&rows[0], "tcg-1insn");
    set_row(&rows[1], "kvm");
    set_row(&rows[2], "native");
    strcpy(folder, "/tmp/test_summary.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    err = (struct error){0};
}

static void tear_down(void)
{
    file_remove_all(folder, "");
    ck_assert_int_eq(rmdir(folder), 0);
}

static void must_hold(const char *name, const char *expected)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *text = file_read(path, &err);
    ck_assert_ptr_nonnull(text);
    ck_assert_str_eq(text, expected);
    free(text);
}

/* 600 instructions in 300 ns are 2000 MIPS. */
START_TEST(test_summary)
{
    ck_assert_int_eq(summary_save(&summary, folder, &err), 0);
    must_hold("summary.csv",
              "arch,workload,engine,n,median_ns,ci95_lo_ns,ci95_hi_ns,mad_ns,instructions,mips,"
              "speedup,speedup_lo,speedup_hi,valid,note\n"
              "i386,fib,tcg-1insn,8,1500.5,1400,1600.25,12.5,,,1,1,1,1,\n"
              "i386,fib,kvm,9,300,290,310,2,600,2000,5,4.9,5.2,1,\"one, and \"\"two\"\"\"\n"
              "i386,fib,native,0,,,,,,,,,,0,failed\n");
}
END_TEST

/* Of speed-ups alone, and not of the reference's own. The interval reaches 4 % up, 2 % down. */
START_TEST(test_precision)
{
    ck_assert_int_eq(precision_save(&summary, folder, &err), 0);
    must_hold("precision.csv",
              "arch,workload,engine,rounds,reach_percent,detectable_percent,drift_rho,drift_p\n"
              "i386,fib,kvm,9,4.000,4.030,-0.2500,0.5000\n");
    rows[1].speedup.drift_known = false;
    ck_assert_int_eq(precision_save(&summary, folder, &err), 0);
    must_hold("precision.csv",
              "arch,workload,engine,rounds,reach_percent,detectable_percent,drift_rho,drift_p\n"
              "i386,fib,kvm,9,4.000,4.030,,\n");
}
END_TEST

START_TEST(test_facts)
{
    struct facts facts = {0}, again;
    facts_set(&facts, "cpu", "%s", "A, \"B\"");
    facts_set(&facts, "seed", "%d", 41);
    facts_set(&facts, "empty", "%s", "");
    facts_set(&facts, "seed", "%d", 42); /* the last holds */
    ck_assert_int_eq(facts_save(&facts, folder, &err), 0);
    must_hold("host.csv", "key,value\ncpu,\"A, \"\"B\"\"\"\nseed,42\nempty,\n");
    ck_assert_int_eq(facts_load(&again, folder, &err), 0);
    ck_assert_str_eq(facts_get(&again, "cpu"), "A, \"B\"");
    ck_assert_str_eq(facts_get(&again, "nothing"), "");
    ck_assert_uint_eq(facts_number(&again, "seed", 7), 42);
    ck_assert_uint_eq(facts_number(&again, "nothing", 7), 7);
    ck_assert_uint_eq(facts_number(&again, "cpu", 7), 7); /* which is no number */
    facts_free(&facts);
    facts_free(&again);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_summary, test_precision, test_facts};
    return RUN_TESTS_BETWEEN("summary files", tests, set_up, tear_down);
}
