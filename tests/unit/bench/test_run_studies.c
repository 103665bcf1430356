/*
 * The studies on fake engines: the order of turns, the rows of good and of failing engines. Most
 * tests make the run's state themselves, so that no rounds are needed.
 */
#include "base/file.h"
#include "fake_site.h"
#include "report/study_figures.h"
#include "run/studies/run_studies.h"
#include "unit/run_tests.h"

#include <string.h>

#define HZ "1000000000"

enum { BOOT_LIMIT_S = 3, LATENCY_ROWS = 105, LATENCY_WARMUP = 5 };

static struct bench_options options;
static struct catalogue_entry entry = {.name = "alpha", .group = "compute", .default_size = 100};
static struct error err;

/** A run that has come to its studies: calibrated, no round made. `unit_ns` sets sizes. */
static struct run begin(const char *const *engine, size_t count, uint64_t seed, double unit_ns)
{
    struct run run = {.options = &options,
                      .signals = {.fd = -1},
                      .started = clock_moment(),
                      .tsc_hz = 1000000000,
                      .contenders = count,
                      .tasks = 1,
                      .has_oneshot = true};
    setenv("FAKE_HZ", HZ, 1);
    err = (struct error){0};
    options = (struct bench_options){
        .seed = seed, .budget_s = 1, .iterations = 1, .boot_limit_s = BOOT_LIMIT_S};
    progress_begin(&run.progress, 0);
    ck_assert_int_eq(signals_open(&run.signals, &err), 0);
    site_open(&run.site, ARCH_I386);
    run.catalogue = (struct catalogue){.count = 1, .entry = &entry};
    run.task = calloc(1, sizeof *run.task);
    run.cost = calloc(1, sizeof *run.cost);
    strcpy(run.task->workload, entry.name);
    for (size_t i = 0; i < count; i++) {
        run.contender[i].engine = engine_find(engine[i]);
        run.cost->unit_ns[i] = unit_ns;
    }
    strcpy(run.directory, "out");
    mkdir("out", 0777);
    return run;
}

static void end(struct run *run)
{
    studies_free(&run->studies);
    record_free(&run->record);
    facts_free(&run->facts);
    signals_close(&run->signals);
    free(run->task);
    free(run->cost);
}

/** Makes one study; as many rounds as fit `time_ns`, one at least. */
static void make(struct run *run, enum study_id id, double time_ns)
{
    run->study_ns[id] = time_ns;
    ck_assert_msg(studies_run(run, &err) == 0, "%s", err.text);
}

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

/** The engines and machine counts of a run's scaling, turn by turn. */
static void sequence(uint64_t seed, char *text, size_t size)
{
    struct run run = begin(three, 3, seed, 1e8);
    size_t length = 0;
    run.study_ns[STUDY_SCALING] = 2e9;
    ck_assert_msg(studies_run(&run, &err) == 0, "%s", err.text);
    for (size_t i = 0; i < run.studies.scaling.count; i++) {
        const struct scaling_row *row = &run.studies.scaling.row[i];
        if (row->machine == 0 && row->label.round == 1)
            length += (size_t)snprintf(text + length, size - length, "%s %u;", row->label.engine,
                                       row->machines);
    }
    end(&run);
}

START_TEST(test_turns_are_shuffled_by_the_seed)
{
    char first[400], same[400], other[400];
    sequence(1, first, sizeof first);
    sequence(1, same, sizeof same);
    sequence(2, other, sizeof other);
    ck_assert_str_eq(first, same);
    ck_assert_str_ne(first, other);
}
END_TEST

START_TEST(test_each_round_has_each_turn_once)
{
    struct run run = begin(three, 3, 5, 1e8);
    unsigned seen[21][3][5][4] = {0}, rounds = 0;
    make(&run, STUDY_SCALING, 5e8);
    for (size_t i = 0; i < run.studies.scaling.count; i++) {
        const struct scaling_row *row = &run.studies.scaling.row[i];
        int engine = 0;
        while (strcmp(three[engine], row->label.engine) != 0)
            engine++;
        ck_assert(row->machine < row->machines && row->machines <= 4);
        ck_assert(row->label.order >= 1 && row->label.order <= 12);
        seen[row->label.round][engine][row->machines][row->machine]++;
        rounds = row->label.round;
    }
    for (unsigned i = 0; i < rounds * 3 * 4; i++)
        for (unsigned machine = 0; machine < 4; machine++)
            ck_assert_uint_eq(seen[i / 12 + 1][i / 4 % 3][i % 4 + 1][machine],
                              machine <= i % 4 ? 1 : 0);
    end(&run);
}
END_TEST

START_TEST(test_scaling_rows)
{
    struct run run = begin(both, 2, 1, 1e5);
    make(&run, STUDY_SCALING, 1);
    for (size_t i = 0; i < run.studies.scaling.count; i++) {
        const struct scaling_row *row = &run.studies.scaling.row[i];
        ck_assert_int_eq(row->label.outcome, OUTCOME_OK);
        ck_assert_str_eq(row->workload, "alpha");
        ck_assert_uint_eq(row->size, 100); /* of a step, a tenth of the work */
        ck_assert_uint_eq(row->checksum, 100 * 2654435761ull);
        ck_assert_uint_gt(row->work_ns, 0);
        ck_assert_uint_ge(row->makespan_ns, row->begin_ns);
        ck_assert_uint_ge(row->makespan_ns, row->common_ns);
        ck_assert(row->common_share >= 0 && row->common_share <= 1);
        ck_assert(row->machines > 1 || row->common_share >= 1);
    }
    ck_assert(said("out/scaling_summary.csv", "i386,kvm,1,1,1,1,1,1,0\n"));
    ck_assert(said("out/summary.md", "## Several machines at once"));
    ck_assert(!engine_left());
    end(&run);
}
END_TEST

/** The number of a study's rows with that engine and outcome. */
static size_t count_scaling(const struct run *run, const char *engine, enum outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < run->studies.scaling.count; i++) {
        const struct study_label *label = &run->studies.scaling.row[i].label;
        count += label->outcome == outcome && strcmp(label->engine, engine) == 0;
    }
    return count;
}

static const struct fault {
    const char *fault;
    enum outcome outcome;
} faults[] = {
    {"vmm:crashed", OUTCOME_CRASHED}, {"vmm:killed", OUTCOME_CRASHED},
    {"vmm:silent", OUTCOME_MISSING},  {"vmm:checksum", OUTCOME_CHECKSUM},
    {"vmm:fault", OUTCOME_FAILED},
};

/* A monitor with one machine that fails is no matter of the others' rows. */
START_TEST(test_a_failing_engine_has_rows_that_say_so)
{
    setenv("FAKE_FAULT", faults[_i].fault, 1);
    struct run run = begin(both, 2, 1, 1e5);
    make(&run, STUDY_SCALING, 1);
    size_t bad = count_scaling(&run, "kvm", faults[_i].outcome);
    size_t skipped = count_scaling(&run, "kvm", OUTCOME_SKIPPED);
    ck_assert_uint_eq(bad + skipped, 1 + 2 + 3 + 4);
    ck_assert_uint_gt(bad, 0);
    ck_assert((skipped > 0) == (faults[_i].outcome == OUTCOME_CRASHED));
    ck_assert_uint_eq(count_scaling(&run, "tcg", OUTCOME_OK), 1 + 2 + 3 + 4);
    ck_assert_uint_eq(studies_objections(&run.studies), bad + skipped);
    ck_assert(!said("out/scaling_summary.csv", ",kvm,"));
    ck_assert(!engine_left());
    end(&run);
}
END_TEST

/* The last of the processes that are booted fails, beside others that do not. */
START_TEST(test_a_machine_beside_one_that_fails_tells_its_own_work_alone)
{
    size_t beside = 0;
    setenv("FAKE_FAULT", "qemu:crashed", 1);
    setenv("FAKE_FROM", "9", 1);
    struct run run = begin(both + 1, 1, 1, 1e5);
    make(&run, STUDY_SCALING, 1);
    ck_assert_uint_eq(count_scaling(&run, "tcg", OUTCOME_CRASHED), 1);
    ck_assert_uint_eq(count_scaling(&run, "tcg", OUTCOME_OK), 9);
    for (size_t i = 0; i < run.studies.scaling.count; i++) {
        const struct scaling_row *row = &run.studies.scaling.row[i];
        if (row->label.outcome != OUTCOME_OK)
            continue;
        ck_assert_uint_gt(row->work_ns, 0);
        beside += row->makespan_ns == 0;
    }
    ck_assert_uint_gt(beside, 0);
    ck_assert(!said("out/scaling.csv", ",0,0,0,0,"));
    end(&run);
}
END_TEST

/* Two time limits in a row are enough; then its turns are skipped. */
START_TEST(test_an_engine_that_hangs_is_given_up)
{
    setenv("FAKE_FAULT", "vmm:hang", 1);
    struct run run = begin(both, 2, 1, 1e5);
    make(&run, STUDY_SCALING, 1);
    size_t late = count_scaling(&run, "kvm", OUTCOME_TIMEOUT);
    ck_assert_uint_eq(late + count_scaling(&run, "kvm", OUTCOME_SKIPPED), 1 + 2 + 3 + 4);
    ck_assert(late >= 3 && late <= 7); /* machines of two turns */
    ck_assert_uint_eq(count_scaling(&run, "tcg", OUTCOME_OK), 1 + 2 + 3 + 4);
    ck_assert(!engine_left());
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
    int status = fake_engine(argc, argv);
    if (status >= 0)
        return status;
    const TTest *const tests[] = {
        test_latency_rows,
        test_turns_are_shuffled_by_the_seed,
        test_each_round_has_each_turn_once,
        test_scaling_rows,
        test_a_machine_beside_one_that_fails_tells_its_own_work_alone,
        test_an_engine_that_hangs_is_given_up,
        test_an_engine_s_like_that_fails_is_left_out,
        test_startup_rows,
        test_plan_gives_each_its_part,
        test_plan_says_why_not,
    };
    TCase *tcase = tcase_create("studies");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 120);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, test_a_failing_engine_has_rows_that_say_so, 0,
                        sizeof faults / sizeof *faults);
    Suite *suite = suite_create("run studies");
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
