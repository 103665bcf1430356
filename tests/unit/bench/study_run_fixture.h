/*
 * For tests of studies on fake engines: a run that has come to its studies, made without rounds.
 */
#ifndef TESTS_UNIT_STUDY_RUN_FIXTURE_H
#define TESTS_UNIT_STUDY_RUN_FIXTURE_H

#include "run/studies/run_studies.h"
#include "run_fixture.h"

#include <string.h>

#define HZ "1000000000"

/* No boot that does its work is to run into its limit, however busy the machine is. */
enum { BOOT_LIMIT_S = 100 };

static struct bench_options options;
static struct catalogue_entry entry = {.name = "alpha", .group = "compute", .default_size = 100};
static struct error err;

/** A run that has come to its studies: calibrated, no round made. `unit_ns` sets sizes. */
static inline struct run begin(const char *const *engine, size_t count, uint64_t seed,
                               double unit_ns)
{
    struct run run = {.options = &options,
                      .started = clock_moment(),
                      .tsc_hz = 1000000000,
                      .limit_ns = BOOT_LIMIT_S * 1000000000ull,
                      .contenders = count,
                      .tasks = 1,
                      .has_oneshot = true};
    setenv("FAKE_HZ", HZ, 1);
    err = (struct error){0};
    options = (struct bench_options){
        .seed = seed, .budget_s = 1, .rounds = 1, .iterations = 1, .boot_limit_s = BOOT_LIMIT_S};
    progress_begin(&run.progress, 0);
    site_open(&run.site, ARCH_I386, NULL);
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

static inline void end(struct run *run)
{
    studies_free(&run->studies);
    record_free(&run->record);
    facts_free(&run->facts);
    free(run->task);
    free(run->cost);
}

/** Makes one study; as many rounds as fit `time_ns`, one at least. */
static inline void make(struct run *run, enum study_id id, double time_ns)
{
    run->study_ns[id] = time_ns;
    ck_assert_msg(studies_run(run, &err) == 0, "%s", err.text);
}

#endif
