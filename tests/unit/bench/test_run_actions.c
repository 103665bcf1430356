/*
 * What the driver says about runs that are on the disk: compare and self-check, on times that are
 * known; and the slowdown that it plants for the latter to be found.
 */
#include "run_fixture.h"

#include <string.h>

enum { ROUNDS = 8, SIZE = 1000 };

/** Adds one boot a round. A unit of work takes a microsecond, give or take a per cent, × factor. */
static void add_engine(struct record *record, const char *engine, const char *workload,
                       double factor)
{
    static const unsigned ns[ROUNDS] = {1000, 1010, 995, 1002, 990, 1006, 998, 1001};
    struct error err = {0};
    for (unsigned round = 1; round <= ROUNDS; round++) {
        struct boot boot = {.round = round, .order = 1, .arch = "i386", .max_rss_kib = -1};
        struct sample sample = {.round = round,
                                .order = 1,
                                .arch = "i386",
                                .size = SIZE,
                                .iteration = 1,
                                .tsc_begin = 1,
                                .tsc_end = 2,
                                .tsc_hz = 1000000000};
        strcpy(boot.engine, engine);
        strcpy(sample.engine, engine);
        strcpy(sample.workload, workload);
        sample.guest_ns = sample.wall_ns = (uint64_t)(ns[round - 1] * factor * SIZE);
        ck_assert_int_eq(record_add(record, &boot, &sample, 1, &err), 0);
    }
}

/** Writes a run's files; the record is used up. */
static void save(struct record *record, const char *name, const char *cpu, const char *planted)
{
    struct facts facts = {0};
    struct error err = {0};
    facts_set(&facts, "cpu", "%s", cpu);
    facts_set(&facts, "qemu_version", "QEMU for %s", cpu);
    facts_set(&facts, "seed", "1");
    facts_set(&facts, "planted", "%s", planted);
    ck_assert_int_eq(mkdir(name, 0777), 0);
    ck_assert_int_eq(record_save(record, name, &err), 0);
    ck_assert_int_eq(facts_save(&facts, name, &err), 0);
    facts_free(&facts);
    record_free(record);
}

static void save_kvm(const char *name, const char *cpu, const char *workload, double factor)
{
    struct record record = {0};
    add_engine(&record, "kvm", workload, factor);
    save(&record, name, cpu, "");
}

/* ---- compare ------------------------------------------------------------------------------ */

START_TEST(test_a_run_equals_itself)
{
    save_kvm("a", "Fast", "sieve", 1);
    ck_assert_int_eq(run("compare a a"), 0);
    ck_assert(said("stdout.txt", "sieve     kvm       1.000×"));
    ck_assert(said("stdout.txt", "0 of 1 differ"));
    ck_assert(!said("stdout.txt", "not the same"));
}
END_TEST

START_TEST(test_what_differs_is_told_with_the_machines)
{
    save_kvm("a", "Fast", "sieve", 1);
    save_kvm("b", "Slow", "sieve", 1.2);
    ck_assert_int_eq(run("compare a b"), STATUS_INVALID);
    ck_assert(said("stdout.txt", "not the same cpu: \"Fast\" and \"Slow\"\n"));
    ck_assert(said("stdout.txt", "not the same qemu_version: \"QEMU for Fast\" and"));
    ck_assert(!said("stdout.txt", "not the same kernel"));
    ck_assert(said("stdout.txt", "1.200×"));
    ck_assert(said("stdout.txt", "slower"));
    ck_assert(said("stderr.txt", "kvm-bench: the runs differ\n"));
    ck_assert_int_eq(run("compare b a"), STATUS_INVALID);
    ck_assert(said("stdout.txt", "faster"));
}
END_TEST

START_TEST(test_speedups_that_lie_apart_are_named)
{
    static const char *const names[] = {"a", "b"};
    for (int i = 0; i < 2; i++) {
        struct record record = {0};
        add_engine(&record, "tcg-1insn", "sieve", 100);
        add_engine(&record, "kvm", "sieve", 1 + i);
        save(&record, names[i], "Same", "");
    }
    ck_assert_int_eq(run("compare a b"), STATUS_INVALID);
    ck_assert(said("stdout.txt", "speed-ups: the intervals of 0 of 1 overlap"));
    ck_assert(said("stdout.txt", "apart: sieve on kvm"));
    ck_assert_int_eq(run("compare a a"), 0);
    ck_assert(said("stdout.txt", "speed-ups: the intervals of 1 of 1 overlap"));
}
END_TEST

START_TEST(test_runs_that_cannot_be_compared)
{
    save_kvm("a", "Fast", "sieve", 1);
    save_kvm("b", "Fast", "sort", 1);
    ck_assert_int_eq(run("compare a b"), STATUS_IO);
    ck_assert(said("stderr.txt", "the two runs have no workload and engine in common"));
    ck_assert_int_eq(run("compare a nowhere"), STATUS_NO_FILE);
    ck_assert(said("stderr.txt", "nowhere/"));
}
END_TEST

/* ---- self-check --------------------------------------------------------------------------- */

/** A run of kvm and the same once more: on `sieve` alike, on `sort` that takes so much longer. */
static void save_twins(double factor, const char *planted)
{
    struct record record = {0};
    add_engine(&record, "kvm", "sieve", 1);
    add_engine(&record, "kvm", "sort", 1);
    add_engine(&record, "kvm-again", "sieve", 1);
    add_engine(&record, "kvm-again", "sort", factor);
    save(&record, "twins", "Same", planted);
}

START_TEST(test_a_planted_slowdown_is_found)
{
    save_twins(1.05, "sort");
    ck_assert_int_eq(run("self-check twins"), 0);
    ck_assert(said("stdout.txt", "contains 1\n"));
    ck_assert(said("stdout.txt", "does not contain 1 (planted)\n"));
    ck_assert(said("stdout.txt", "1 of 1 intervals contain 1; planted 1, found 1\n"));
}
END_TEST

START_TEST(test_a_slowdown_that_is_none_is_not_found)
{
    save_twins(1, "sort");
    ck_assert_int_eq(run("self-check twins"), 0);
    ck_assert(said("stdout.txt", "1 of 1 intervals contain 1; planted 1, found 0\n"));
}
END_TEST

/* What differs although nobody planted it is what the check is there to count. */
START_TEST(test_a_difference_by_itself_counts_against_the_intervals)
{
    save_twins(1.05, "");
    ck_assert_int_eq(run("self-check twins"), 0);
    ck_assert(said("stdout.txt", "1 of 2 intervals contain 1; planted 0, found 0\n"));
}
END_TEST

START_TEST(test_self_check_needs_twins)
{
    save_kvm("a", "Fast", "sieve", 1);
    ck_assert_int_eq(run("self-check a"), STATUS_IO);
    ck_assert(said("stderr.txt", "does not hold an engine and the same once more"));
    ck_assert_int_eq(run("self-check nowhere"), STATUS_NO_FILE);
}
END_TEST

START_TEST(test_planting_gives_the_twin_more_work)
{
    struct facts facts;
    struct error err = {0};
    ck_assert_int_le(run("run --engines kvm,kvm-again --workloads alpha,beta --plant alpha "
                         "--studies none --budget 1 --rounds 2 --seed 7 --out out"),
                     STATUS_INVALID); /* a busy host may keep the driver from its marks */
    struct record record = load();
    ck_assert_int_eq(facts_load(&facts, "out", &err), 0);
    ck_assert_str_eq(facts_get(&facts, "planted"), "alpha");
    uint64_t usual = facts_number(&facts, "size.alpha", 0);
    uint64_t planted = facts_number(&facts, "planted_size", 0);
    ck_assert_uint_eq(planted, usual + usual / 20);
    for (size_t i = 0; i < record.samples; i++) {
        const struct sample *sample = &record.sample[i];
        if (strcmp(sample->workload, "alpha") == 0)
            ck_assert_uint_eq(sample->size, strcmp(sample->engine, "kvm") == 0 ? usual : planted);
        else
            ck_assert_uint_eq(sample->size, facts_number(&facts, "size.beta", 0));
    }
    facts_free(&facts);
    record_free(&record);
}
END_TEST

/* Two rounds of a warm-up and an iteration, and two workloads. */
#define PLANTED                                                                                    \
    "run --engines kvm,kvm-again --studies none --budget 1 --rounds 2 --iterations 1 --out out "

START_TEST(test_a_twin_s_checksums_are_held_to_the_reference)
{
    setenv("FAKE_FAULT", "vmm:checksum", 1);
    ck_assert_int_eq(run(PLANTED "--workloads alpha,beta --plant alpha"), STATUS_INVALID);
    struct record record = load();
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_CHECKSUM), 2 * 2 * 2);
    ck_assert_uint_eq(count_samples(&record, "kvm-again", OUTCOME_CHECKSUM), 2 * 2 * 2);
    record_free(&record);
}
END_TEST

/* Of what has no native form each size is judged for itself. */
START_TEST(test_more_work_that_no_reference_tells_is_no_disagreement)
{
    ck_assert_int_le(run(PLANTED "--workloads beta,outside --plant outside"), STATUS_INVALID);
    struct record record = load();
    ck_assert_uint_eq(count_samples(&record, "kvm", OUTCOME_CHECKSUM), 0);
    ck_assert_uint_eq(count_samples(&record, "kvm-again", OUTCOME_CHECKSUM), 0);
    record_free(&record);
}
END_TEST

START_TEST(test_planting_needs_a_workload_of_the_run_and_a_twin)
{
    ck_assert_int_eq(run(PLANTED "--workloads beta --plant alpha"), STATUS_USAGE);
    ck_assert(said("stderr.txt", "--plant: alpha is not among the workloads"));
    ck_assert_int_eq(run("run --engines kvm,tcg --plant alpha --out out"), STATUS_USAGE);
    ck_assert(said("stderr.txt", "--plant: no engine that is another once more"));
    ck_assert_int_ne(access("out", F_OK), 0);
    ck_assert_int_ne(access("boots-of-vmm", F_OK), 0); /* it is said before anything is run */
}
END_TEST

int main(int argc, char *argv[])
{
    const TTest *const tests[] = {
        test_a_run_equals_itself,
        test_what_differs_is_told_with_the_machines,
        test_speedups_that_lie_apart_are_named,
        test_runs_that_cannot_be_compared,
        test_a_planted_slowdown_is_found,
        test_a_slowdown_that_is_none_is_not_found,
        test_a_difference_by_itself_counts_against_the_intervals,
        test_self_check_needs_twins,
        test_planting_gives_the_twin_more_work,
        test_a_twin_s_checksums_are_held_to_the_reference,
        test_more_work_that_no_reference_tells_is_no_disagreement,
        test_planting_needs_a_workload_of_the_run_and_a_twin,
    };
    return run_whole_runs(argc, argv, "run actions", tests, sizeof tests / sizeof *tests, NULL, 0);
}
