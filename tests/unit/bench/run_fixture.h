/*
 * For tests of whole runs over fake engines (fake_site.h): runs, their rows, and what is counted in
 * them.
 */
#ifndef TESTS_UNIT_RUN_FIXTURE_H
#define TESTS_UNIT_RUN_FIXTURE_H

#include "base/csv.h"
#include "fake_site.h"
#include "record/facts.h"
#include "record/record.h"
#include "unit/run_tests.h"

/** Loads the run's rows; the caller frees them. */
static inline struct record load(void)
{
    struct record record;
    struct error err = {0};
    ck_assert_msg(record_load(&record, "out", &err) == 0, "%s", err.text);
    return record;
}

static inline size_t count_boots(const struct record *record, const char *engine,
                                 enum outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < record->boots; i++)
        count += record->boot[i].round > 0 && strcmp(record->boot[i].engine, engine) == 0 &&
                 record->boot[i].outcome == outcome;
    return count;
}

static inline size_t count_samples(const struct record *record, const char *engine,
                                   enum outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < record->samples; i++)
        count +=
            strcmp(record->sample[i].engine, engine) == 0 && record->sample[i].outcome == outcome;
    return count;
}

/** Counts samples that count, or would if the machine had not been busy at that moment. */
static inline size_t count_sound(const struct record *record, const char *engine)
{
    return count_samples(record, engine, OUTCOME_OK) + count_samples(record, engine, OUTCOME_CLOCK);
}

/** Counts boots likewise. */
static inline size_t count_sound_boots(const struct record *record, const char *engine)
{
    return count_boots(record, engine, OUTCOME_OK) + count_boots(record, engine, OUTCOME_CLOCK);
}

/* On a busy machine a boot may take many times as long as alone: no engine that does its work is to
 * run into a limit. Into what limit others run is a matter of their tests (jumping_clock.h). */
#define SHORT " --budget 1 --rounds 2 --iterations 2 --seed 7 --boot-limit 100 --out out"
#define TWO   "run --engines kvm,native"
/* Three workloads, a warm-up and two iterations, two rounds; one workload is not for native. */
enum { ROWS = 3 * 3 * 2, NATIVE_ROWS = 2 * 3 * 2 };

/**
 * Runs what has to end well, but for clocks that a busy machine may have kept from agreeing.
 * Whoever asks for the figures counts sound samples.
 */
static inline void run_well(const char *line)
{
    char text[400];
    int status = run(line);
    FILE *in = fopen("stderr.txt", "r");
    ck_assert_ptr_nonnull(in);
    while (fgets(text, sizeof text, in))
        ck_assert_msg(!strstr(text, "not valid: ") || strstr(text, "clock"), "%s", text);
    fclose(in);
    if (status != 0)
        ck_assert_int_eq(status, STATUS_INVALID);
}

/** Runs with a fault planted in kvm from its first round on, and loads what came of it. */
static inline struct record run_with_fault(const char *fault, const char *line)
{
    setenv("FAKE_FAULT", fault, 1);
    setenv("FAKE_FROM", "1", 1); /* the calibration is spared */
    ck_assert_int_eq(run(line), STATUS_INVALID);
    struct record record = load();
    ck_assert_uint_ge(record.boots, 4);
    ck_assert_uint_eq(record.samples, 2 * ROWS);
    ck_assert_uint_eq(count_sound_boots(&record, "native"), 2);
    ck_assert_uint_eq(count_sound(&record, "native"), NATIVE_ROWS);
    ck_assert(said("stderr.txt", "not valid: "));
    /* A busy machine may disturb its clock: that is no fault of the others' making. */
    ck_assert(count_samples(&record, "native", OUTCOME_CLOCK) > 0 ||
              !said("stderr.txt", "on native"));
    ck_assert(!engine_left());
    return record;
}

static inline struct record run_faulty(const char *fault)
{
    return run_with_fault(fault, TWO SHORT);
}

/**
 * The whole of a main(): plays an engine where the driver started us as one; else runs tests, each
 * in a folder of its own, and one of them, if there is one, so many times.
 */
static inline int run_whole_runs(int argc, char *argv[], const char *name,
                                 const TTest *const *tests, size_t count, const TTest *looped,
                                 int turns)
{
    int status = fake_engine(argc, argv);
    if (status >= 0)
        return status;
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 120);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(tcase, tests[i]);
    if (looped)
        tcase_add_loop_test(tcase, looped, 0, turns);
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}

#endif
