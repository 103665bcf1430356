#include "sizing.h"

#include "checksums.h"
#include "metering/metering.h"
#include "plant.h"
#include "studies/run_studies.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A calibration boot: small sizes, a warm-up and one more. */
enum { CALIBRATION_ITERATIONS = 2, CALIBRATION_SHARE = 4 };

#define NS_PER_S             1e9
#define TSC_MEASURE_NS       100000000ull
#define CALIBRATION_LIMIT_NS 30e9
#define LIMIT_BASE_NS        10e9
#define LIMIT_FACTOR         4

/** Takes from a calibration boot what each workload costs in that engine, and what the rest. */
static void learn_costs(struct run *run, size_t contender, const struct boot *boot)
{
    double rest_ns = (double)boot->wall_ns;
    for (size_t i = 0; i < run->tasks * CALIBRATION_ITERATIONS; i++) {
        const struct sample *sample = &run->scratch[i];
        double *unit_ns = &run->cost[i / CALIBRATION_ITERATIONS].unit_ns[contender];
        if (!outcome_timed(sample->outcome))
            continue;
        double cost_ns = (double)sample_ns(sample) / sample->size;
        *unit_ns = *unit_ns > 0 ? fmin(*unit_ns, cost_ns) : cost_ns;
        rest_ns -= (double)sample_ns(sample);
    }
    /* Of a boot that was broken off it is known only how long it took to begin. */
    if (boot->outcome == OUTCOME_TIMEOUT)
        rest_ns = (double)boot->first_byte_ns;
    run->contender[contender].boot_ns = fmax(rest_ns, 0);
}

/** Boots each engine once at small sizes. One that fails is kept: its rounds will show how. */
static int measure_costs(struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->tasks; i++) {
        uint32_t size = run->catalogue.entry[i].default_size / CALIBRATION_SHARE;
        run->task[i].size = size > 0 ? size : 1;
    }
    for (size_t i = 0; i < run->contenders; i++) {
        struct contender *contender = &run->contender[i];
        struct boot_plan plan = {.engine = contender->engine,
                                 .site = &run->site,
                                 .tasks = run->task,
                                 .task_count = run->tasks,
                                 .iterations = CALIBRATION_ITERATIONS,
                                 .tsc_hz = run->tsc_hz,
                                 .limit_ns = run_boot_limit_ns(run, CALIBRATION_LIMIT_NS)};
        struct boot boot = {0};
        char trouble[BOOT_TROUBLE_MAX];
        progress_show(&run->progress, "calibration: %s", contender->engine->name);
        if (boot_run(&plan, &boot, run->scratch, trouble, err) != 0)
            return -1;
        if (boot.outcome != OUTCOME_OK)
            progress_say(&run->progress, "kvm-bench: calibration: %s", trouble);
        contender->lost = boot.outcome == OUTCOME_TIMEOUT;
        learn_costs(run, i, &boot);
    }
    return 0;
}

static struct calibration calibration_of(struct run *run)
{
    struct calibration calibration = {
        .engines = run->contenders,
        .workloads = run->tasks,
        .costs = run->cost,
        .iterations = run->options->iterations + 1,
        .native_iterations = 1,
    };
    for (size_t i = 0; i < run->contenders; i++)
        calibration.boot_ns += run->contender[i].boot_ns;
    metering_foresee(run, &calibration);
    return calibration;
}

static void note_sizes(struct run *run)
{
    char shorts[900] = "", key[80];
    for (size_t i = 0; i < run->tasks; i++) {
        const struct task *task = &run->task[i];
        double fastest_ns = calibrate_fastest(&run->cost[i], run->contenders) * task->size;
        snprintf(key, sizeof key, "size.%s", task->workload);
        facts_set(&run->facts, key, "%" PRIu32, task->size);
        size_t length = strlen(shorts);
        if (fastest_ns > 0 && fastest_ns < SAMPLE_SHORT_NS)
            snprintf(shorts + length, sizeof shorts - length, "%s%s (%.2f ms)",
                     length > 0 ? ", " : "", task->workload, fastest_ns / 1e6);
    }
    facts_set(&run->facts, "short_samples", "%s", shorts);
}

/** Chooses sizes and rounds for what is left of the budget. */
static void choose_sizes(struct run *run)
{
    studies_plan(run);
    struct calibration calibration = calibration_of(run);
    /* A tenth is kept back for engines slower in the rounds than in the calibration. */
    double left_ns = run->options->budget_s * NS_PER_S * 0.9 - (double)run_elapsed_ns(run) -
                     studies_expected_ns(run);
    struct plan plan = calibrate_plan(&calibration, left_ns, run->options->rounds);
    run->rounds = plan.rounds;
    for (size_t i = 0; i < run->tasks; i++)
        run->task[i].size =
            calibrate_size(&run->cost[i], run->contenders, plan.iteration_ns, run->task[i].size);
    double round_ns = calibrate_round_ns(&calibration, plan.iteration_ns);
    /* No boot can take longer than all of a round, and a noisy machine may treble that. */
    run->limit_ns = run_boot_limit_ns(run, LIMIT_BASE_NS + LIMIT_FACTOR * round_ns);
    facts_set(&run->facts, "iteration_target_ms", "%.1f", plan.iteration_ns / 1e6);
    facts_set(&run->facts, "round_expected_s", "%.1f", round_ns / NS_PER_S);
    facts_set(&run->facts, "boot_limit_s", "%.1f", (double)run->limit_ns / NS_PER_S);
}

/** Notes the counter's rate as measured, and beside it as KVM knows it. */
static void note_rate(struct run *run)
{
    double known_hz = (double)host_tsc_khz() * 1000;
    facts_set(&run->facts, "tsc_hz", "%" PRIu64, run->tsc_hz);
    facts_set(&run->facts, "tsc_hz_by_kvm", "%s", "");
    facts_set(&run->facts, "tsc_off_ppm", "%s", "");
    if (known_hz <= 0)
        return;
    facts_set(&run->facts, "tsc_hz_by_kvm", "%.0f", known_hz);
    facts_set(&run->facts, "tsc_off_ppm", "%.1f",
              fabs((double)run->tsc_hz - known_hz) / known_hz * 1e6);
}

int sizing_run(struct run *run, struct error *err)
{
    run->tsc_hz = clock_measure_hz(TSC_MEASURE_NS);
    if (run->tsc_hz == 0)
        return fail(err, STATUS_OS_ERROR, "the time-stamp counter does not advance");
    note_rate(run);
    if (measure_costs(run, err) != 0)
        return -1;
    choose_sizes(run);
    if (plant_run(run, err) != 0)
        return -1;
    note_sizes(run);
    if (checksums_learn(run, run->task, run->tasks, err) != 0)
        return -1;
    return plant_learn_checksums(run, err);
}
