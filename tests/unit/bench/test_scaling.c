/* Several machines at once: rows through CSV, figures, warnings. */
#include "studies_fixture.h"

#include <limits.h>

/** Adds a row; `common` ns are common to all, and the machine did that share of its work in them.
 */
static void add(unsigned round, unsigned machines, unsigned machine, uint64_t makespan_ns,
                uint64_t common_ns, double share, enum outcome outcome)
{
    struct scaling_row row = {.label = label_of(round, "kvm", outcome),
                              .workload = "sieve",
                              .size = 7,
                              .machines = machines,
                              .machine = machine,
                              .begin_ns = machine * 10,
                              .work_ns = 100,
                              .makespan_ns = makespan_ns,
                              .common_ns = common_ns,
                              .common_share = share,
                              .checksum = 0xabc};
    ck_assert_int_eq(scaling_add(&studies.scaling, &row, &err), 0);
}

START_TEST(rows_there_and_back)
{
    add(1, 1, 0, 110, 110, 1, OUTCOME_OK);
    add(1, 2, 0, 120, 60, 0.625, OUTCOME_OK);
    add(1, 2, 1, 0, 0, 0, OUTCOME_CRASHED);
    there_and_back("scaling.csv");
    ck_assert_uint_eq(studies.scaling.count, 3);
    ck_assert_uint_eq(studies.scaling.row[0].work_ns, 100);
    ck_assert_uint_eq(studies.scaling.row[0].makespan_ns, 110);
    ck_assert_uint_eq(studies.scaling.row[0].checksum, 0xabc);
    ck_assert_uint_eq(studies.scaling.row[1].common_ns, 60);
    NEAR(studies.scaling.row[1].common_share, 0.625);
    ck_assert_uint_eq(studies.scaling.row[2].machine, 1);
    ck_assert_int_eq(studies.scaling.row[2].label.outcome, OUTCOME_CRASHED);
    ck_assert_uint_eq(studies_objections(&studies), 1);
}
END_TEST

/* Beside one that failed there is no common time, and no makespan: only its own work is known. */
START_TEST(what_only_all_machines_tell_is_empty_where_one_failed)
{
    add(1, 2, 0, 0, 0, 0, OUTCOME_OK);
    add(1, 2, 1, 0, 0, 0, OUTCOME_CRASHED);
    there_and_back("scaling.csv");
    ck_assert(file_holds("scaling.csv", ",7,2,0,,100,,,,0000000000000abc,ok\n"));
    ck_assert_uint_eq(studies.scaling.row[0].work_ns, 100);
    ck_assert_uint_eq(studies.scaling.row[0].makespan_ns, 0);
}
END_TEST

static void write_file(const char *text)
{
    char path[80];
    snprintf(path, sizeof path, "%s/scaling.csv", directory);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

START_TEST(a_file_of_an_earlier_run_is_read)
{
    write_file(
        "round,order,engine,arch,workload,size,machines,machine,begin_ns,work_ns,makespan_ns,"
        "checksum,status\n"
        "1,2,kvm,i386,sieve,7,2,1,10,100,120,0000000000000abc,ok\n"
        "1,3,kvm,i386,sieve,7,2,1,,,,,timeout\n");
    ck_assert_msg(scaling_load(&studies.scaling, directory, &err) == 0, "%s", err.text);
    ck_assert_uint_eq(studies.scaling.count, 2);
    ck_assert_uint_eq(studies.scaling.row[0].common_ns, 120);
    NEAR(studies.scaling.row[0].common_share, 1);
    ck_assert_uint_eq(studies.scaling.row[0].checksum, 0xabc);
    ck_assert_int_eq(studies.scaling.row[1].label.outcome, OUTCOME_TIMEOUT);
}
END_TEST

#define HEADER                                                                                     \
    "round,order,engine,arch,workload,size,machines,machine,begin_ns,work_ns,makespan_ns,"         \
    "common_ns,common_share,checksum,status\n"

static const struct damage {
    const char *text, *cause;
} damages[] = {
    {"round,order\n", "scaling.csv:1"},
    {HEADER "1,2,kvm,i386,sieve,7,2,1,10,100,,,,0000000000000abc,ok\n", "2: field 9"},
    {HEADER "1,2,kvm,i386,sieve,7,2,1,,100,,60,,0000000000000abc,ok\n", "2: field 12"},
    {HEADER "1,2,kvm,i386,sieve,7,2,1,10,100,120,,1,0000000000000abc,ok\n", "2: field 12"},
    {HEADER "1,2,kvm,i386,sieve,7,2,1,10,100,120,60,1.5,0000000000000abc,ok\n", "2: field 13"},
    {HEADER "1,2,kvm,i386,sieve,7,2,1,10,100,120,60,1,abc,ok\n", "2: field 14"},
};

START_TEST(damaged_files_are_refused)
{
    write_file(damages[_i].text);
    ck_assert_int_eq(scaling_load(&studies.scaling, directory, &err), -1);
    ck_assert_int_eq(err.status, STATUS_IO);
    ck_assert_msg(strstr(err.text, damages[_i].cause) != NULL, "%s", err.text);
}
END_TEST

/** The figures of two machines, where there are any; they are to be freed. */
static const struct scaling_figures *summarize(struct scaling_summary *summary, size_t expected)
{
    ck_assert_int_eq(scaling_summarize(summary, &studies.scaling, 1, &err), 0);
    ck_assert_uint_eq(summary->count, expected);
    for (size_t i = 0; i < summary->count; i++) {
        if (summary->row[i].machines == 2)
            return &summary->row[i];
    }
    return NULL;
}

/* One alone takes 100 ns, then 200, then 300. Two at once, while both work: as fast as that, then
 * at two thirds, then a round that failed. What they did outside of that time is in no figure. */
START_TEST(figures_are_of_the_common_time)
{
    struct scaling_summary summary;
    for (unsigned round = 1; round <= 3; round++)
        add(round, 1, 0, 100 * round, 100 * round, 1, OUTCOME_OK);
    for (unsigned machine = 0; machine < 2; machine++) {
        add(1, 2, machine, 125, 75, 0.75, OUTCOME_OK);
        add(2, 2, machine, 300, 240, 0.8, OUTCOME_OK);
        add(3, 2, machine, 300, 300, 1, machine == 0 ? OUTCOME_OK : OUTCOME_TIMEOUT);
    }
    const struct scaling_figures *two = summarize(&summary, 2), *one = &summary.row[0];
    ck_assert_uint_eq(one->throughput.n, 3);
    NEAR(one->throughput.median, 1);
    NEAR(one->throughput.interval.high, 1);
    NEAR(one->slowdown, 1);
    NEAR(one->together, 1);
    ck_assert_uint_eq(two->throughput.n, 2);
    NEAR(two->throughput.median, (2 + 4 / 3.0) / 2);
    NEAR(two->throughput.interval.low, 4 / 3.0);
    NEAR(two->throughput.interval.high, 2);
    NEAR(two->slowdown, (1 + 1.5) / 2);
    NEAR(two->together, (0.6 + 0.8) / 2);
    ck_assert_uint_eq(two->left_out, 0);
    scaling_summary_free(&summary);
}
END_TEST

/* A file of somebody else's may number its rounds as it likes: as many count as there are rows. */
START_TEST(rounds_are_those_of_the_rows)
{
    static const unsigned rounds[] = {0, 7, UINT_MAX};
    struct scaling_summary summary;
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        add(rounds[i], 1, 0, 100, 100, 1, OUTCOME_OK);
        add(rounds[i], 2, 0, 100, 100, 0.5, OUTCOME_OK);
        add(rounds[i], 2, 1, 100, 100, 0.5, OUTCOME_OK);
    }
    const struct scaling_figures *two = summarize(&summary, 2);
    ck_assert_uint_eq(two->throughput.n, 3);
    NEAR(two->throughput.median, 1);
    scaling_summary_free(&summary);
}
END_TEST

/** Whether some warning has these words. */
static bool warned(const struct scaling_summary *summary, const char *words)
{
    struct study_figures figures = {.scaling = *summary};
    struct advice advice = {0};
    study_figures_advise(&figures, &advice);
    ck_assert_uint_le(advice.count, 1);
    return advice.count > 0 && strstr(advice.text[0], words);
}

START_TEST(little_in_common_is_warned_of)
{
    struct scaling_summary summary;
    add(1, 1, 0, 100, 100, 1, OUTCOME_OK);
    add(1, 2, 0, 200, _i == 0 ? 100 : 99, 0.5, OUTCOME_OK);
    add(1, 2, 1, 200, _i == 0 ? 100 : 99, 0.5, OUTCOME_OK);
    ck_assert_uint_eq(summarize(&summary, 2)->throughput.n, 1);
    ck_assert(warned(&summary, "2 on kvm (") == (_i > 0));
    scaling_summary_free(&summary);
}
END_TEST

/* Hardly any time in common, none at all, and a machine that did nothing in it. */
START_TEST(too_little_in_common_says_nothing)
{
    static const struct {
        uint64_t common_ns;
        double share;
    } cases[] = {{19, 0.1}, {0, 0}, {100, 0}};
    struct scaling_summary summary;
    add(1, 1, 0, 100, 100, 1, OUTCOME_OK);
    add(1, 2, 0, 200, cases[_i].common_ns, 0.1, OUTCOME_OK);
    add(1, 2, 1, 200, cases[_i].common_ns, cases[_i].share, OUTCOME_OK);
    const struct scaling_figures *two = summarize(&summary, 2);
    ck_assert_uint_eq(two->throughput.n, 0);
    ck_assert_uint_eq(two->left_out, 1);
    ck_assert(warned(&summary, "; 1 round is left out"));
    ck_assert_int_eq(scaling_summary_save(&summary, directory, &err), 0);
    ck_assert(file_holds("scaling_summary.csv", "\ni386,kvm,1,1,1,1,1,1,0\ni386,kvm,2,,,,,"));
    scaling_summary_free(&summary);
}
END_TEST

/* The driver got to read all marks of the one machine at once. */
START_TEST(a_trial_without_length_is_left_out_and_counted)
{
    struct scaling_summary summary;
    add(1, 1, 0, 0, 0, 1, OUTCOME_OK);
    add(1, 2, 0, 100, 100, 0.5, OUTCOME_OK);
    add(1, 2, 1, 100, 100, 0.5, OUTCOME_OK);
    there_and_back("scaling.csv");
    const struct scaling_figures *two = summarize(&summary, 2), *one = &summary.row[0];
    ck_assert_uint_eq(one->throughput.n + two->throughput.n, 0);
    ck_assert_uint_eq(one->left_out, 1);
    ck_assert_double_eq(one->together, 0);
    ck_assert_uint_eq(two->left_out, 1);
    NEAR(two->together, 1);
    scaling_summary_free(&summary);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        rows_there_and_back,
        what_only_all_machines_tell_is_empty_where_one_failed,
        a_file_of_an_earlier_run_is_read,
        figures_are_of_the_common_time,
        rounds_are_those_of_the_rows,
        a_trial_without_length_is_left_out_and_counted,
    };
    TCase *tcase = tcase_create("scaling");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, damaged_files_are_refused, 0, sizeof damages / sizeof *damages);
    tcase_add_loop_test(tcase, little_in_common_is_warned_of, 0, 2);
    tcase_add_loop_test(tcase, too_little_in_common_says_nothing, 0, 3);
    Suite *suite = suite_create("scaling");
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
