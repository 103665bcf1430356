/* The study of several machines at once on fake engines: its turns, and the rows of good and of
 * failing engines. */
#include "jumping_clock.h"
#include "study_run_fixture.h"

static const char *const both[] = {"kvm", "tcg"};
static const char *const three[] = {"kvm", "tcg-1insn", "native"};

/** The engines and machine counts of a run's scaling, turn by turn. */
static void sequence(uint64_t seed, char *text, size_t size)
{
    struct run run = begin(three, 3, seed, 1e8);
    size_t length = 0;
    run.study_ns[STUDY_SCALING] = 2e9;
    ck_assert_msg(studies_run(&run, &err) == 0, "%s", err.text);
    ck_assert_uint_eq(studies_objections(&run.studies), 0);
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
    ck_assert_uint_eq(studies_objections(&run.studies), 0);
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
    struct run run = begin(both, 2, 1, 1e4);
    make(&run, STUDY_SCALING, 1);
    for (size_t i = 0; i < run.studies.scaling.count; i++) {
        const struct scaling_row *row = &run.studies.scaling.row[i];
        ck_assert_int_eq(row->label.outcome, OUTCOME_OK);
        ck_assert_str_eq(row->workload, "alpha");
        ck_assert_uint_eq(row->size, 1000); /* of a step, a tenth of the work */
        ck_assert_uint_eq(row->checksum, 1000 * 2654435761ull);
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

/** A step of an engine's work in milliseconds, when it starts up, and the study has, so long. */
static uint32_t step_ms(double boot_ns, double study_ns)
{
    struct run run = begin(both, 1, 1, 1e6);
    run.contender[0].boot_ns = boot_ns;
    make(&run, STUDY_SCALING, study_ns);
    ck_assert(said("out/summary.md", " ms on kvm."));
    uint32_t size = run.studies.scaling.row[0].size;
    end(&run);
    return size;
}

/* An engine that starts slowly has so much more to do: else its machines would miss each other. */
START_TEST(test_work_is_long_beside_the_start_up)
{
    uint32_t quick = step_ms(0, 1e12), slow = step_ms(2e8, 1e12); /* 3 times 0.1 s, and 0.3 s */
    ck_assert_uint_ge(quick, 28);
    ck_assert_uint_le(quick, 30);
    ck_assert_uint_ge(slow, 84);
    ck_assert_uint_le(slow, 90);
    ck_assert_uint_eq(step_ms(2e8, 1), 10); /* without time: 0.1 s */
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

/* However much it said before: 20 KB, which are more than are read at once. */
START_TEST(test_the_last_words_of_an_engine_are_told)
{
    setenv("FAKE_FAULT", "qemu:talkative", 1);
    struct run run = begin(both + 1, 1, 1, 1e5);
    ck_assert_ptr_nonnull(freopen("stderr.txt", "w", stderr));
    make(&run, STUDY_SCALING, 1);
    fflush(stderr);
    ck_assert(said("stderr.txt", ": crashed: fake-qemu: the guest crashed at 0x1234\n"));
    ck_assert(!said("stderr.txt", "much to say"));
    end(&run);
}
END_TEST

/* Two time limits in a row are enough; then its turns are skipped. */
START_TEST(test_an_engine_that_hangs_is_given_up)
{
    setenv("FAKE_FAULT", "vmm:hang", 1);
    struct run run = begin(both, 1, 1, 1e5);
    make(&run, STUDY_SCALING, 1);
    size_t late = count_scaling(&run, "kvm", OUTCOME_TIMEOUT);
    ck_assert_uint_eq(late + count_scaling(&run, "kvm", OUTCOME_SKIPPED), 1 + 2 + 3 + 4);
    ck_assert(late >= 3 && late <= 7); /* machines of two turns */
    ck_assert(!engine_left());
    end(&run);
}
END_TEST

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_turns_are_shuffled_by_the_seed,
        test_each_round_has_each_turn_once,
        test_scaling_rows,
        test_work_is_long_beside_the_start_up,
        test_a_machine_beside_one_that_fails_tells_its_own_work_alone,
        test_the_last_words_of_an_engine_are_told,
        test_an_engine_that_hangs_is_given_up,
    };
    return run_whole_runs(argc, argv, "run scaling", tests, sizeof tests / sizeof *tests,
                          test_a_failing_engine_has_rows_that_say_so,
                          sizeof faults / sizeof *faults);
}
