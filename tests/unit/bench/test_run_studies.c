/* The studies of latency and start-up on fake engines, and what all studies are given of the time.
 */
#include "study_run_fixture.h"

enum { LATENCY_ROWS = 105, LATENCY_WARMUP = 5 };

static const char *const both[] = {"kvm", "tcg"};
static const char *const three[] = {"kvm", "tcg-1insn", "native"};

START_TEST(test_latency_rows)
{
    setenv("FAKE_LATE_NS", "20000", 1);
    struct run run = begin(both, 2, 1, 1e4);
    make(&run, STUDY_LATENCY, 1);
    ck_assert_uint_eq(run.studies.latency.count, 3 * LATENCY_ROWS);
    ck_assert_str_eq(facts_get(&run.facts, "engine.kvm-irqchip"), "available");
    for (size_t i = 0; i < run.studies.latency.count; i++) {
        const struct latency_row *row = &run.studies.latency.row[i];
        ck_assert_int_eq(row->label.outcome, OUTCOME_OK);
        ck_assert_uint_eq(row->sample, i % LATENCY_ROWS);
        ck_assert(row->warmup == (row->sample < LATENCY_WARMUP));
        ck_assert(row->latency_ns >= 19999 && row->latency_ns <= 20001);
    }
    ck_assert(said("out/latency.csv", ",kvm-irqchip,i386,5000,104,"));
    ck_assert(said("out/latency_summary.csv", "i386,tcg,100,"));
    ck_assert(said("out/summary.md", "## Interrupt latency"));
    end(&run);
}
END_TEST

START_TEST(test_an_engine_s_like_that_fails_is_left_out)
{
    setenv("FAKE_FAULT", "vmm:crashed", 1);
    struct run run = begin(both, 2, 1, 1e5);
    make(&run, STUDY_LATENCY, 1);
    ck_assert_ptr_nonnull(
        strstr(facts_get(&run.facts, "engine.kvm-irqchip"), "left out: kvm-irqchip"));
    ck_assert_uint_eq(run.studies.latency.count, 2 * LATENCY_ROWS);
    ck_assert_uint_eq(studies_objections(&run.studies), LATENCY_ROWS);
    end(&run);
}
END_TEST

START_TEST(test_startup_rows)
{
    struct run run = begin(three, 3, 1, 1e4);
    make(&run, STUDY_STARTUP, 1);
    ck_assert_uint_eq(run.studies.phases.count, 6 + 3 + 3);
    for (size_t i = 0; i < run.studies.phases.count; i++) {
        const struct phase_row *row = &run.studies.phases.row[i];
        ck_assert_int_eq(row->label.outcome, OUTCOME_OK);
        ck_assert_uint_ge(row->end_ns, row->start_ns);
        ck_assert(row->phase >= PHASE_FIRST_BYTE || strcmp(row->label.engine, "kvm") == 0);
    }
    ck_assert_int_ne(access("out/phases.tmp.csv", F_OK), 0);
    ck_assert(said("out/startup_summary.csv", "i386,kvm,vm,1,"));
    end(&run);
}
END_TEST

START_TEST(test_plan_gives_each_its_part)
{
    struct run run = begin(three, 3, 1, 1e4);
    study_names_parse("all", options.study, &err);
    options.budget_s = 1000;
    studies_plan(&run);
    for (int i = 0; i < STUDY_COUNT; i++)
        ck_assert(run.study_ns[i] > 0);
    ck_assert(studies_expected_ns(&run) <= 350e9);
    end(&run);
}
END_TEST

/** How many rounds a study makes whose share is next to nothing. */
static unsigned rounds_of_start_up(unsigned rounds_asked_for, bool settled)
{
    struct run run = begin(three, 3, 1, 1e4);
    options.rounds = rounds_asked_for;
    options.budget_s = 20;
    run.settled = settled;
    make(&run, STUDY_STARTUP, 1);
    unsigned rounds = run.studies.phases.row[run.studies.phases.count - 1].label.round;
    end(&run);
    return rounds;
}

START_TEST(test_what_the_rounds_leave_of_the_budget_is_spent)
{
    ck_assert_uint_gt(rounds_of_start_up(0, false), 1);
    ck_assert_uint_eq(rounds_of_start_up(0, true), 1); /* they had brought all that is wanted */
    ck_assert_uint_eq(rounds_of_start_up(3, false), 1);
}
END_TEST

START_TEST(test_plan_says_why_not)
{
    struct run run = begin(three, 3, 1, 1e4);
    study_names_parse("latency,scaling", options.study, &err);
    run.has_oneshot = false;
    studies_plan(&run);
    ck_assert(studies_expected_ns(&run) <= 0);
    ck_assert_ptr_nonnull(strstr(facts_get(&run.facts, "study.latency"), "no workload oneshot"));
    ck_assert_ptr_nonnull(strstr(facts_get(&run.facts, "study.scaling"), "need --budget "));
    ck_assert_ptr_nonnull(strstr(facts_get(&run.facts, "study.startup"), "not asked for"));
    end(&run);
}
END_TEST

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_latency_rows,      test_an_engine_s_like_that_fails_is_left_out,
        test_startup_rows,      test_plan_gives_each_its_part,
        test_plan_says_why_not, test_what_the_rounds_leave_of_the_budget_is_spent,
    };
    return run_whole_runs(argc, argv, "run studies", tests, sizeof tests / sizeof *tests, NULL, 0);
}
