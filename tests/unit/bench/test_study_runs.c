/* Whole runs that end with a study: what the driver does around it, and what it keeps. */
#include "record/scaling.h"
#include "run_fixture.h"

#define WHOLE "run --engines kvm,native --workloads alpha --budget 3 --rounds 1 --iterations 1 "

START_TEST(test_a_run_ends_with_its_studies)
{
    run_well(WHOLE "--studies startup --out out");
    ck_assert(said("out/phases.csv", "1,kvm,i386,guest,") || said("out/phases.csv", "2,kvm,i386"));
    ck_assert(said("out/host.csv", "study.startup,rounds: "));
    ck_assert(said("out/host.csv", "study.latency,left out: not asked for by --studies"));
    ck_assert(said("out/summary.md", "## Start-up and end"));
    ck_assert_int_ne(access("out/latency.csv", F_OK), 0);
    ck_assert_int_eq(system("cp -r out copy && rm copy/summary* copy/startup_summary.csv"), 0);
    ck_assert_int_eq(run("report copy"), 0);
    ck_assert_int_eq(system("cmp out/startup_summary.csv copy/startup_summary.csv"), 0);
    ck_assert_int_eq(system("cmp out/summary.md copy/summary.md"), 0);
}
END_TEST

START_TEST(test_a_study_that_fails_fails_the_run)
{
    setenv("FAKE_FAULT", "vmm:crashed", 1);
    setenv("FAKE_FROM", "5",
           1); /* calibration, one round, three boots in which exits are counted */
    ck_assert_int_eq(run(WHOLE "--studies startup --out out"), STATUS_INVALID);
    ck_assert(said("out/phases.csv", ",kvm,i386,first-byte,"));
    ck_assert(said("out/phases.csv", ",crashed\n"));
    ck_assert(said("out/phases.csv", ",skipped\n"));
    ck_assert(said("stderr.txt", "not valid: study startup on kvm: "));
}
END_TEST

START_TEST(test_an_interrupted_study_keeps_its_rounds)
{
    pid_t driver = start("run --engines kvm,native --workloads alpha --budget 60 --rounds 1 "
                         "--iterations 1 --studies scaling --out out");
    await_file("out/scaling.csv");
    ck_assert_int_eq(kill(driver, SIGINT), 0);
    ck_assert_int_eq(finish(driver), STATUS_SIGNAL + SIGINT);
    struct scaling scaling;
    struct error err = {0};
    ck_assert_int_eq(scaling_load(&scaling, "out", &err), 0);
    ck_assert_uint_gt(scaling.count, 0);
    ck_assert_uint_eq(scaling.count % (2 * (1 + 2 + 3 + 4)), 0); /* whole rounds only */
    ck_assert(said("out/scaling_summary.csv", "i386,native,4,"));
    ck_assert(said("out/summary.md", "## Several machines at once"));
    ck_assert(!engine_left());
    scaling_free(&scaling);
}
END_TEST

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_a_run_ends_with_its_studies,
        test_a_study_that_fails_fails_the_run,
        test_an_interrupted_study_keeps_its_rounds,
    };
    return run_whole_runs(argc, argv, "study runs", tests, sizeof tests / sizeof *tests, NULL, 0);
}
