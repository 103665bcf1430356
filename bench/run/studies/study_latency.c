/*
 * Interrupt latency: each boot has 1K OS wait for its timer again and again, one shot at a time
 * (workload `oneshot`), and tells how late each interrupt's handler began.
 *
 * The samples are not held to the driver's clock, as those of the rounds are: that would leave out
 * the moments in which marks were held up, and with them the disturbances that make the tail of
 * the distribution. A guest clock that is wrong shows in the rounds.
 */
#include "engines/engines.h"
#include "study.h"

#include <stdlib.h>
#include <string.h>

enum { DELAY_US = 5000, WARMUP = 5, SAMPLES = 100, ITERATIONS = WARMUP + SAMPLES };

/* What a sample takes beside the delay: marks, and setting the timer. */
#define SAMPLE_EXTRA_NS 5e5

static const char *objection(const struct run *run)
{
    return run->has_oneshot ? NULL : "this guest has no workload " ONESHOT_WORKLOAD;
}

static double cost_ns(const struct run *run, const struct study_entrant *entrant)
{
    (void)run;
    return entrant->contender->boot_ns + ITERATIONS * (DELAY_US * 1e3 + SAMPLE_EXTRA_NS);
}

static struct boot_plan plan_of(struct run *run, const struct study_entrant *entrant)
{
    return (struct boot_plan){.engine = entrant->engine,
                              .site = &run->site,
                              .tasks = entrant->task,
                              .task_count = 1,
                              .iterations = ITERATIONS,
                              .tsc_hz = run->tsc_hz,
                              .untimed = true,
                              .limit_ns = study_limit_ns(run, cost_ns(run, entrant))};
}

/** Boots an engine that the calibration has not seen. @return 1 when it is able, 0 when not; -1 */
static int try_out(struct run *run, const struct study_entrant *entrant, struct error *err)
{
    struct boot_plan plan = plan_of(run, entrant);
    struct boot boot = {0};
    struct sample sample;
    char trouble[BOOT_TROUBLE_MAX], key[80];
    plan.iterations = 1;
    if (boot_run(&plan, &boot, &sample, trouble, err) != 0)
        return -1;
    snprintf(key, sizeof key, "engine.%s", entrant->engine->name);
    if (boot.outcome == OUTCOME_OK) {
        facts_set(&run->facts, key, "available");
        return 1;
    }
    facts_set(&run->facts, key, "left out: %s", trouble);
    progress_say(&run->progress, "kvm-bench: engine %s left out: %s", entrant->engine->name,
                 trouble);
    return 0;
}

static int prepare(struct run *run, struct study_entrant *entrant, size_t *count, struct error *err)
{
    size_t able = 0;
    for (size_t i = 0; i < *count; i++) {
        struct study_entrant *one = &entrant[i];
        one->task[0] = (struct task){.size = DELAY_US, .needs_hypervisor = true};
        strcpy(one->task[0].workload, ONESHOT_WORKLOAD);
        one->tasks = 1;
        int tried = one->engine == one->contender->engine ? 1 : try_out(run, one, err);
        if (tried < 0)
            return -1;
        if (tried > 0)
            entrant[able++] = *one;
    }
    *count = able;
    return 0;
}

static int add_rows(struct run *run, const struct study_turn *turn, const struct sample *samples,
                    struct error *err)
{
    for (uint32_t i = 0; i < ITERATIONS; i++) {
        struct latency_row row = {.label = study_label_of(run, turn),
                                  .delay_us = DELAY_US,
                                  .sample = i,
                                  .warmup = i < WARMUP};
        row.label.outcome = samples[i].outcome;
        if (outcome_timed(samples[i].outcome))
            row.latency_ns = latency_of(&samples[i]);
        if (latency_add(&run->studies.latency, &row, err) != 0)
            return -1;
    }
    return 0;
}

static int take(struct run *run, const struct study_turn *turn, bool *lost, struct error *err)
{
    struct boot_plan plan = plan_of(run, turn->entrant);
    struct boot boot = {.round = turn->round, .order = turn->order};
    struct sample samples[ITERATIONS];
    char trouble[BOOT_TROUBLE_MAX] = "";
    if (turn->skip)
        boot_skip(&plan, &boot, samples);
    else if (boot_run(&plan, &boot, samples, trouble, err) != 0)
        return -1;
    if (trouble[0])
        progress_say(&run->progress, "kvm-bench: latency: %s", trouble);
    *lost = study_loses(boot.outcome);
    return add_rows(run, turn, samples, err);
}

static int save(const struct studies *studies, const char *directory, struct error *err)
{
    return latency_save(&studies->latency, directory, err);
}

static const struct study_place places[] = {
    {&engine_kvm, NULL},      {&engine_kvm_irqchip, &engine_kvm},
    {&engine_qemu_kvm, NULL}, {&engine_tcg_1insn, NULL},
    {&engine_tcg, NULL},      {NULL, NULL},
};

const struct study study_latency = {
    .id = STUDY_LATENCY,
    .weight = 12,
    .variants = 1,
    .place = places,
    .objection = objection,
    .cost_ns = cost_ns,
    .prepare = prepare,
    .take = take,
    .save = save,
};
