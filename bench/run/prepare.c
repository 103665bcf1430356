#include "prepare.h"

#include "host/host.h"
#include "plant.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* From the native program of the run's architecture, or else of the other one: the table is the
 * same. */
int prepare_catalogue(struct run *run, struct error *err)
{
    struct error other_error = {0};
    enum arch other = run->site.arch == ARCH_I386 ? ARCH_X86_64 : ARCH_I386;
    const char *program = run->site.native[run->site.arch];
    if (site_need_program(program, "it lists the workloads: run `make`", err) == 0 &&
        catalogue_load(&run->catalogue, &run->site, run->site.arch, err) == 0)
        return 0;
    if (catalogue_load(&run->catalogue, &run->site, other, &other_error) == 0) {
        *err = (struct error){0};
        return 0;
    }
    return -1;
}

static bool is_wanted(const struct bench_options *options, const struct engine *engine)
{
    for (size_t i = 0; i < options->engines; i++) {
        if (options->engine[i] == engine)
            return true;
    }
    return false;
}

/** Notes of the engines that nobody asked for whether they could have run. */
static void note_others(struct run *run)
{
    for (size_t i = 0; i < engine_count; i++) {
        const struct engine *engine = engines[i];
        struct facts unused = {0};
        struct error why = {0};
        char key[80];
        if (is_wanted(run->options, engine) || engine->same_as)
            continue;
        snprintf(key, sizeof key, "engine.%s", engine->name);
        if (engine->check(&run->site, &unused, &why) == 0)
            facts_set(&run->facts, key, "not asked for; it could run here");
        else
            facts_set(&run->facts, key, "not asked for; it could not run here: %s", why.text);
        facts_free(&unused);
    }
}

static void check_engines(struct run *run)
{
    const struct bench_options *options = run->options;
    for (size_t i = 0; i < options->engines; i++) {
        const struct engine *engine = options->engine[i];
        struct error why = {0};
        char key[80];
        snprintf(key, sizeof key, "engine.%s", engine->name);
        if (engine->check(&run->site, &run->facts, &why) == 0) {
            run->contender[run->contenders++].engine = engine;
            facts_set(&run->facts, key, "available");
            continue;
        }
        if (signals_check(run->site.signals))
            return; /* which says nothing against the engine */
        facts_set(&run->facts, key, "left out: %s", why.text);
        progress_say(&run->progress, "kvm-bench: engine %s left out: %s", engine->name, why.text);
    }
}

static int make_tasks(struct run *run, struct error *err)
{
    run->tasks = run->catalogue.count;
    run->task = calloc(run->tasks, sizeof *run->task);
    run->cost = calloc(run->tasks, sizeof *run->cost);
    /* Enough for the boots of a round, of the calibration and of the counting. */
    run->scratch = calloc(run->tasks * (run->options->iterations + 3), sizeof *run->scratch);
    if (!run->task || !run->cost || !run->scratch)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; i < run->tasks; i++) {
        const struct catalogue_entry *entry = &run->catalogue.entry[i];
        char key[80];
        strcpy(run->task[i].workload, entry->name);
        run->task[i].needs_hypervisor = entry->needs_hypervisor;
        run->task[i].waits = entry->waits;
        snprintf(key, sizeof key, "group.%s", entry->name);
        facts_set(&run->facts, key, "%s", entry->group); /* the charts show workloads by group */
    }
    return 0;
}

static void describe_options(struct run *run)
{
    const struct bench_options *options = run->options;
    facts_set(&run->facts, "seed", "%" PRIu64, options->seed);
    facts_set(&run->facts, "budget_s", "%u", options->budget_s);
    facts_set(&run->facts, "iterations", "%u", options->iterations);
    facts_set(&run->facts, "warmup_iterations", "1");
}

static const struct engine *counting_engine(const struct run *run)
{
    for (size_t i = 0; i < run->contenders; i++) {
        if (run->contender[i].engine->counts_instructions)
            return run->contender[i].engine;
    }
    return NULL;
}

/**
 * Sees to work that an engine's time cannot be told of: where the counter counts instructions, so
 * do the timers, and what waits for one is done as soon as nothing else is left to do. Such work is
 * left out, or refused where it was asked for by name.
 */
static int settle_waiting(struct run *run, struct error *err)
{
    const struct engine *engine = counting_engine(run);
    struct catalogue *all = &run->catalogue;
    char names[300] = "";
    size_t kept = 0;
    for (size_t i = 0; engine && i < all->count; i++) {
        const struct catalogue_entry *entry = &all->entry[i];
        size_t length = strlen(names);
        if (entry->waits && run->options->workloads)
            return fail(err, STATUS_USAGE,
                        "workload \"%s\" waits for a timer, and timers in %s follow its "
                        "instructions; leave one of the two out",
                        entry->name, engine->name);
        if (entry->waits)
            snprintf(names + length, sizeof names - length, " %s", entry->name);
        else
            all->entry[kept++] = *entry;
    }
    if (!*names)
        return 0;
    all->count = kept;
    progress_say(&run->progress, "kvm-bench: left out, for timers in %s follow its instructions:%s",
                 engine->name, names);
    facts_set(&run->facts, "workloads_left_out", "%s", names + 1);
    return 0;
}

static int prepare(struct run *run, struct error *err)
{
    site_open(&run->site, run->options->arch, &run->signals);
    site_describe(&run->site, run->options->arch, &run->facts);
    progress_say(&run->progress, "architecture %s (%s)", arch_name(run->site.arch),
                 facts_get(&run->facts, "arch_reason"));
    if (prepare_catalogue(run, err) != 0)
        return -1;
    run->has_oneshot = catalogue_has(&run->catalogue, ONESHOT_WORKLOAD);
    if (catalogue_select(&run->catalogue, run->options->workloads, err) != 0)
        return -1;
    check_engines(run);
    note_others(run);
    if (run->contenders == 0)
        return fail(err, STATUS_UNAVAILABLE, "none of the engines can run here");
    if (settle_waiting(run, err) != 0 || plant_check(run, err) != 0)
        return -1;
    describe_options(run);
    host_describe(&run->facts, &run->site);
    return make_tasks(run, err);
}

int prepare_run(struct run *run, struct error *err)
{
    struct error stopped = {0};
    int result = prepare(run, err);
    /* A signal breaks off every question that programs are asked: what came of the answers, a
     * failure included, counts for nothing then. */
    if (signals_obey(run->site.signals, &stopped) == 0)
        return result;
    *err = stopped;
    return -1;
}
