/* The studies' rows and figures: CSV there and back, and figures that are known beforehand. */
#include "record/study_names.h"
#include "studies_fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static void add_latency(unsigned round, const char *engine, uint32_t sample, int64_t ns,
                        enum outcome outcome)
{
    struct latency_row row = {.label = label_of(round, engine, outcome),
                              .delay_us = 5000,
                              .sample = sample,
                              .latency_ns = ns,
                              .warmup = sample == 0};
    ck_assert_int_eq(latency_add(&studies.latency, &row, &err), 0);
}

static void add_phases(unsigned round, const char *engine, enum outcome outcome,
                       const uint64_t end_ns[PHASE_COUNT])
{
    struct study_label label = label_of(round, engine, outcome);
    ck_assert_int_eq(phases_add(&studies.phases, &label, end_ns, &err), 0);
}

START_TEST(test_names)
{
    bool wanted[STUDY_COUNT];
    ck_assert_int_eq(study_names_parse("all", wanted, &err), 0);
    ck_assert(wanted[STUDY_LATENCY] && wanted[STUDY_SCALING] && wanted[STUDY_STARTUP]);
    ck_assert_int_eq(study_names_parse("none", wanted, &err), 0);
    ck_assert(!wanted[STUDY_LATENCY] && !wanted[STUDY_SCALING] && !wanted[STUDY_STARTUP]);
    ck_assert_int_eq(study_names_parse("startup,latency", wanted, &err), 0);
    ck_assert(wanted[STUDY_LATENCY] && !wanted[STUDY_SCALING] && wanted[STUDY_STARTUP]);
    ck_assert_int_eq(study_names_parse("startup,startup", wanted, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "startup is named twice"));
    ck_assert_int_eq(study_names_parse("latency,", wanted, &(struct error){0}), -1);
    err = (struct error){0};
    ck_assert_int_eq(study_names_parse("late", wanted, &err), -1);
    ck_assert_int_eq(err.status, STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "\"late\""));
}
END_TEST

/* 5,000 us are 5,966 pulses (5965.91 rounded), and these 5,000,075.4 ns. */
START_TEST(test_latency_is_what_exceeds_the_count)
{
    struct sample sample = {.size = 5000, .tsc_begin = 1000, .tsc_hz = 2000000000};
    sample.tsc_end = sample.tsc_begin + 2 * 5020000;
    ck_assert_int_eq(latency_of(&sample), 5020000 - 5000075);
    sample.tsc_end = sample.tsc_begin + 2 * 4990000;
    ck_assert_int_eq(latency_of(&sample), 4990000 - 5000075);
}
END_TEST

START_TEST(test_latency_there_and_back)
{
    add_latency(1, "kvm", 0, 123456789, OUTCOME_OK);
    add_latency(1, "kvm", 1, -42, OUTCOME_OK);
    add_latency(1, "kvm", 2, 0, OUTCOME_TIMEOUT);
    there_and_back("latency.csv");
    ck_assert_uint_eq(studies.latency.count, 3);
    ck_assert(studies.latency.row[0].warmup && !latency_counts(&studies.latency.row[0]));
    ck_assert_int_eq(studies.latency.row[1].latency_ns, -42);
    ck_assert(latency_counts(&studies.latency.row[1]));
    ck_assert_int_eq(studies.latency.row[2].label.outcome, OUTCOME_TIMEOUT);
    ck_assert(!latency_counts(&studies.latency.row[2]));
}
END_TEST

/* 1 to 100 in one boot, 101 to 200 in the other; warm-ups and failures are in no figure. */
START_TEST(test_latency_figures)
{
    struct latency_summary summary;
    for (unsigned boot = 0; boot < 2; boot++) {
        add_latency(boot + 1, "tcg", 0, 999999, OUTCOME_OK);
        for (uint32_t i = 1; i <= 100; i++)
            add_latency(boot + 1, "tcg", i, boot * 100 + i, OUTCOME_OK);
        add_latency(boot + 1, "kvm", 1, 5, OUTCOME_CRASHED);
    }
    ck_assert_int_eq(latency_summarize(&summary, &studies.latency, 1, &err), 0);
    ck_assert_uint_eq(summary.count, 1);
    const struct latency_figures *row = &summary.row[0];
    ck_assert_str_eq(row->engine, "tcg");
    ck_assert_uint_eq(row->n, 200);
    ck_assert_uint_eq(row->boots, 2);
    NEAR(row->p50_ns, 100.5);
    NEAR(row->p90_ns, 180.1);
    NEAR(row->p99_ns, 198.01);
    NEAR(row->max_ns, 200);
    NEAR(row->p50_interval.low, 50.5); /* the first boot twice: each value twice, 50 and 51 */
    NEAR(row->p50_interval.high, 150.5);
    latency_summary_free(&summary);
}
END_TEST

/* Rounds are numbered from 1; of a file that somebody else wrote, from wherever it pleases. */
START_TEST(test_latency_of_a_round_zero)
{
    struct latency_summary summary;
    add_latency(0, "kvm", 1, 5, OUTCOME_OK);
    add_latency(1, "kvm", 1, 7, OUTCOME_OK);
    ck_assert_int_eq(latency_summarize(&summary, &studies.latency, 1, &err), 0);
    ck_assert_uint_eq(summary.row[0].boots, 2);
    NEAR(summary.row[0].p50_ns, 6);
    latency_summary_free(&summary);
}
END_TEST

START_TEST(test_phases_follow_each_other)
{
    add_phases(1, "kvm", OUTCOME_OK, (uint64_t[PHASE_COUNT]){10, 30, 60, 100, 100, 150});
    add_phases(1, "tcg", OUTCOME_OK, (uint64_t[PHASE_COUNT]){0, 0, 0, 500, 800, 900});
    add_phases(1, "native", OUTCOME_CRASHED, (uint64_t[PHASE_COUNT]){0});
    there_and_back("phases.csv");
    const struct phase_row *row = studies.phases.row;
    ck_assert_uint_eq(studies.phases.count, 6 + 3 + 1);
    ck_assert_uint_eq(row[2].start_ns, 30);
    ck_assert_uint_eq(row[2].end_ns, 60);
    ck_assert_uint_eq(row[4].start_ns, row[4].end_ns); /* in one reading with the one before */
    ck_assert_int_eq(row[6].phase, PHASE_FIRST_BYTE);
    ck_assert_uint_eq(row[6].start_ns, 0);
    ck_assert_uint_eq(row[7].start_ns, 500);
    ck_assert_uint_eq(row[9].end_ns, 0);
    ck_assert_int_eq(row[9].label.outcome, OUTCOME_CRASHED);
}
END_TEST

START_TEST(test_startup_figures)
{
    struct startup_summary summary;
    for (unsigned round = 1; round <= 3; round++)
        add_phases(round, "tcg", OUTCOME_OK,
                   (uint64_t[PHASE_COUNT]){0, 0, 0, 100 * round, 100 * round + 50, 1000});
    add_phases(4, "tcg", OUTCOME_TIMEOUT, (uint64_t[PHASE_COUNT]){0, 0, 0, 9999, 0, 0});
    ck_assert_int_eq(startup_summarize(&summary, &studies.phases, 1, &err), 0);
    ck_assert_uint_eq(summary.count, 3);
    const struct startup_figures *row = startup_find(&summary, "tcg", PHASE_FIRST_BYTE);
    ck_assert_uint_eq(row->ns.n, 3);
    NEAR(row->ns.median, 200);
    NEAR(row->ns.interval.low, 100);
    NEAR(row->ns.interval.high, 300);
    NEAR(startup_find(&summary, "tcg", PHASE_WORKLOAD)->ns.median, 50);
    ck_assert_ptr_null(startup_find(&summary, "tcg", PHASE_VM));
    startup_summary_free(&summary);
}
END_TEST

START_TEST(test_without_files_there_are_no_rows)
{
    struct study_figures figures;
    ck_assert_int_eq(studies_load(&studies, directory, &err), 0);
    ck_assert_uint_eq(studies.latency.count + studies.scaling.count + studies.phases.count, 0);
    ck_assert_int_eq(study_figures_compute(&figures, &studies, 1, &err), 0);
    ck_assert_int_eq(study_figures_save(&figures, directory, &err), 0);
    study_figures_free(&figures);
    ck_assert_int_eq(rmdir(directory), 0); /* nothing was written */
    ck_assert_int_eq(mkdir(directory, 0700), 0);
}
END_TEST

static const struct damage {
    const char *file, *text, *cause;
} damages[] = {
    {"latency.csv",
     "round,order,engine,arch,delay_us,sample,latency_ns,status\n1,1,kvm,i386,5000,0,--5,ok\n",
     "latency.csv:2: field 7"},
    {"latency.csv",
     "round,order,engine,arch,delay_us,sample,latency_ns,status\n1,1,kvm,i386,5000,0,5,fine\n",
     "latency.csv:2: field 8"},
    {"phases.csv",
     "round,order,engine,arch,phase,start_ns,end_ns,status\n1,1,kvm,i386,nap,0,5,ok\n",
     "phases.csv:2: field 5"},
    {"phases.csv", "round,order,engine,arch,phase,start_ns,end_ns,status\n1,1,kvm,i386,vm,6,5,ok\n",
     "phases.csv:2: field 7"},
};

START_TEST(test_damaged_files_are_refused)
{
    char path[80];
    snprintf(path, sizeof path, "%s/%s", directory, damages[_i].file);
    FILE *file = fopen(path, "w");
    fputs(damages[_i].text, file);
    fclose(file);
    ck_assert_int_eq(studies_load(&studies, directory, &err), -1);
    ck_assert_int_eq(err.status, STATUS_IO);
    ck_assert_msg(strstr(err.text, damages[_i].cause) != NULL, "%s", err.text);
}
END_TEST

START_TEST(test_objections)
{
    add_latency(1, "kvm", 1, 5, OUTCOME_OK);
    ck_assert_uint_eq(studies_objections(&studies), 0);
    add_latency(1, "kvm", 2, 0, OUTCOME_MISSING);
    ck_assert_uint_eq(studies_objections(&studies), 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_names,           test_latency_is_what_exceeds_the_count, test_latency_there_and_back,
        test_latency_figures, test_latency_of_a_round_zero,           test_phases_follow_each_other,
        test_startup_figures, test_without_files_there_are_no_rows,   test_objections,
    };
    TCase *tcase = tcase_create("studies");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, test_damaged_files_are_refused, 0, sizeof damages / sizeof *damages);
    Suite *suite = suite_create("studies");
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
