/* What a run does with its time, on a clock and boots that are played (played_boots.h). */
#include "played_boots.h"
#include "report/precision.h"
#include "run/metering/metering.h"
#include "run/rounds.h"
#include "run/sizing.h"
#include "unit/run_tests.h"

static struct catalogue_entry entries[] = {
    {.name = "alpha", .group = "compute", .default_size = 1000},
    {.name = "beta", .group = "memory", .default_size = 2000},
};
enum { TASKS = sizeof entries / sizeof *entries };

static char directory[] = "/tmp/kvm-bench-budget-XXXXXX";
static struct bench_options options;
static struct run run;

static void set_up(void)
{
    strcpy(directory + strlen(directory) - 6, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    played.later = 1;
    played.noise = 0.2;
    played.hangs = NULL;
    options = (struct bench_options){.seed = 1, .iterations = 3};
    run = (struct run){.options = &options,
                       .started = clock_moment(),
                       .catalogue = {.count = TASKS, .entry = entries},
                       .tasks = TASKS,
                       .site = {.native = {"/no/such/program", "/no/such/program"}}};
    strcpy(run.directory, directory);
}

static void tear_down(void)
{
    char command[sizeof directory + 10];
    snprintf(command, sizeof command, "rm -rf %s", directory);
    ck_assert_int_eq(system(command), 0);
    record_free(&run.record);
    facts_free(&run.facts);
    free(run.task);
    free(run.cost);
    free(run.scratch);
}

static void add(const struct engine *engine)
{
    run.contender[run.contenders++].engine = engine;
}

/** Makes the run from its calibration to the counting, with the options as they are. */
static void make_run(void)
{
    struct error err = {0};
    run.task = calloc(TASKS, sizeof *run.task);
    run.cost = calloc(TASKS, sizeof *run.cost);
    run.scratch = calloc(TASKS * (options.iterations + 3), sizeof *run.scratch);
    for (size_t i = 0; i < TASKS; i++)
        strcpy(run.task[i].workload, entries[i].name);
    ck_assert_msg(sizing_run(&run, &err) == 0, "%s", err.text);
    ck_assert_msg(rounds_run(&run, &err) == 0, "%s", err.text);
    ck_assert_msg(metering_run(&run, &err) == 0, "%s", err.text);
}

static void make_run_of_three(unsigned budget_s)
{
    add(&engine_tcg_1insn);
    add(&engine_tcg);
    add(&engine_native);
    options.budget_s = budget_s;
    make_run();
}

static double elapsed_s(void)
{
    return (double)run_elapsed_ns(&run) / (double)S;
}

static void must_end_by(const char *reason)
{
    ck_assert_str_eq(facts_get(&run.facts, "rounds_ended_by"), reason);
}

static const unsigned budgets_s[] = {15, 60, 220};

START_TEST(the_budget_is_filled_and_kept)
{
    make_run_of_three(budgets_s[_i]);
    must_end_by("the budget");
    ck_assert_uint_ge(facts_number(&run.facts, "rounds", 0), ROUNDS_MIN);
    ck_assert_double_le(elapsed_s(), budgets_s[_i]);
    ck_assert_double_ge(elapsed_s(), 0.6 * budgets_s[_i]);
}
END_TEST

/* A tenth is kept back for that. */
START_TEST(the_budget_is_kept_when_all_takes_a_tenth_longer_than_calibrated)
{
    played.later = 1.1;
    make_run_of_three(budgets_s[_i]);
    ck_assert_double_le(elapsed_s(), budgets_s[_i]);
}
END_TEST

/* Whatever rounds turn out to take: three are made, and no more than the budget has room for. */
START_TEST(no_round_is_begun_that_does_not_fit)
{
    played.later = 5;
    make_run_of_three(60);
    ck_assert(facts_number(&run.facts, "rounds", 0) == ROUNDS_MIN || elapsed_s() <= 60);
    ck_assert_uint_ge(facts_number(&run.facts, "rounds", 0), ROUNDS_MIN);
}
END_TEST

START_TEST(rounds_end_when_speed_ups_are_known)
{
    played.noise = 0;
    make_run_of_three(220);
    must_end_by("every speed-up is known within 2 %");
    ck_assert_uint_eq(facts_number(&run.facts, "rounds", 0), PRECISION_ROUNDS);
    ck_assert_double_lt(elapsed_s(), 220);
}
END_TEST

START_TEST(as_many_rounds_as_are_asked_for)
{
    options.rounds = 5;
    played.noise = 0;
    make_run_of_three(60);
    must_end_by("--rounds");
    ck_assert_uint_eq(facts_number(&run.facts, "rounds", 0), 5);
    ck_assert_double_le(elapsed_s(), 60);
}
END_TEST

/* A round of a warm-up and an iteration, and one more of each workload for its checksum. */
START_TEST(the_checksums_are_within_the_budget)
{
    played.noise = 0;
    options.rounds = 1;
    options.iterations = 1;
    options.budget_s = 7;
    add(&engine_native);
    make_run();
    ck_assert_double_le(elapsed_s(), 7);
    ck_assert_double_ge(elapsed_s(), 5);
}
END_TEST

/* It has as long as a boot: sizes are such that nothing takes longer than all of a round. */
START_TEST(the_reference_has_as_long_as_a_boot)
{
    make_run_of_three(60);
    ck_assert_uint_gt(run.limit_ns, 0);
    ck_assert_uint_eq(played.reference_limit_ns, run.limit_ns);
}
END_TEST

/* How long its boots would have taken is not known: the others' work is not cut short for them. */
START_TEST(a_timeout_is_not_taken_for_the_cost_of_a_boot)
{
    played.hangs = &engine_kvm;
    options.rounds = 1;
    options.budget_s = 100;
    add(&engine_kvm);
    add(&engine_native);
    make_run();
    ck_assert_double_eq_tol(run.contender[0].boot_ns, FIRST_BYTE_NS, 1);
    ck_assert_double_eq_tol(run.contender[1].boot_ns, BOOT_NS, 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        no_round_is_begun_that_does_not_fit, rounds_end_when_speed_ups_are_known,
        as_many_rounds_as_are_asked_for,     the_checksums_are_within_the_budget,
        the_reference_has_as_long_as_a_boot, a_timeout_is_not_taken_for_the_cost_of_a_boot,
    };
    int budgets = sizeof budgets_s / sizeof *budgets_s;
    TCase *tcase = tcase_create("run budget");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, the_budget_is_filled_and_kept, 0, budgets);
    tcase_add_loop_test(tcase, the_budget_is_kept_when_all_takes_a_tenth_longer_than_calibrated, 0,
                        budgets);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    Suite *suite = suite_create("run budget");
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
