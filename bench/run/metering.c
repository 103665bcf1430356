/*
 * The boots outside the rounds, in which something is counted instead of timed: the instructions of
 * each workload, and the exits from it. Counting is kept out of the timed boots, so that it cannot
 * cost them anything. A count that fails is said, and left out; it invalidates no time.
 */
#include "metering.h"

#include "base/file.h"
#include "engines/engines.h"
#include "record/exits.h"
#include "record/instructions.h"
#include "results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Under -icount a nanosecond of the guest's counter is an instruction (engines/tcg_icount.c). */
#define ICOUNT_HZ 1000000000ull

/* How much longer a boot under -icount may take. */
#define ICOUNT_COST 1.5

#define STATS_FILE "stats.tmp.csv"

/* Exits are counted for a warm-up and one iteration more. */
enum { EXIT_ITERATIONS = 2 };

/** Says, and notes as a fact, that something was not counted. */
static void give_up(struct run *run, const char *what, const char *why)
{
    facts_set(&run->facts, what, "not counted: %s", why);
    progress_say(&run->progress, "kvm-bench: %s not counted: %s", what, why);
}

/**
 * Whether an engine takes part, and did not fail when it was booted last: else the sizes are not
 * such that it can be expected to come to an end in time. Says so where it cannot count.
 */
static bool can_count(struct run *run, const char *what, const struct engine *engine)
{
    char why[80];
    const char *reason = "takes no part in this run";
    for (size_t i = 0; i < run->contenders; i++) {
        if (run->contender[i].engine != engine)
            continue;
        if (run->contender[i].lost == 0)
            return true;
        reason = "failed when it was booted last";
    }
    snprintf(why, sizeof why, "engine %s %s", engine->name, reason);
    give_up(run, what, why);
    return false;
}

/** Takes the tasks that work all the time: the virtual clock advances in a guest that waits, too.
 */
static struct task *working_tasks(const struct run *run, size_t *count)
{
    struct task *tasks = calloc(run->tasks, sizeof *tasks);
    *count = 0;
    for (size_t i = 0; tasks && i < run->tasks; i++) {
        if (!run->task[i].waits)
            tasks[(*count)++] = run->task[i];
    }
    return tasks;
}

static int count_instructions_of(struct run *run, const struct task *tasks, size_t count,
                                 struct error *err)
{
    struct boot_plan plan = {
        .engine = &engine_tcg_icount,
        .site = &run->site,
        .tasks = tasks,
        .task_count = count,
        .iterations = INSTRUCTION_ITERATIONS,
        .tsc_hz = ICOUNT_HZ,
        .untimed = true,
        .limit_ns = run->limit_ns,
        .signals = &run->signals,
    };
    struct boot boot = {0};
    struct instructions counts = {0};
    char trouble[BOOT_TROUBLE_MAX] = "";
    progress_show(&run->progress, "counting instructions");
    if (boot_run(&plan, &boot, run->scratch, trouble, err) != 0)
        return -1;
    if (boot.outcome == OUTCOME_OK)
        facts_set(&run->facts, "instructions", "counted by QEMU, -icount shift=0,sleep=off");
    else
        give_up(run, "instructions", trouble);
    int result = instructions_take(&counts, run->scratch, count, err);
    if (result == 0)
        result = instructions_save(&counts, run->directory, err);
    instructions_free(&counts);
    return result;
}

static int count_instructions(struct run *run, struct error *err)
{
    size_t count;
    if (!can_count(run, "instructions", &engine_tcg))
        return 0;
    struct task *tasks = working_tasks(run, &count);
    if (!tasks)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    int result = count > 0 ? count_instructions_of(run, tasks, count, err) : 0;
    free(tasks);
    return result;
}

/** What is asked of one counting boot. */
struct errand {
    const char *label; /* in the place of the workload */
    const struct task *tasks;
    size_t count;
    unsigned iterations;
};

/** Takes the statistics that a boot left. @return 0; 1 given up */
static int take_statistics(struct run *run, struct exits *exits, const struct errand *errand,
                           const struct boot *boot, const char *trouble)
{
    struct exit_count label = {.size = errand->tasks->size, .iterations = errand->iterations};
    struct error why = {0};
    strcpy(label.arch, boot->arch);
    snprintf(label.workload, sizeof label.workload, "%s", errand->label);
    int result = trouble[0] ? fail(&why, STATUS_INVALID, "%s", trouble)
                            : exits_take(exits, &label, run->directory, STATS_FILE, &why);
    if (result != 0)
        give_up(run, "exits", why.text);
    return result != 0 ? 1 : 0;
}

/** Boots the monitor with its statistics on, and takes them. @return 0; 1 given up; -1 */
static int count_exits_of(struct run *run, struct exits *exits, const struct errand *errand,
                          struct boot *boot, struct error *err)
{
    char stats[PATH_MAX + 20], trouble[BOOT_TROUBLE_MAX] = "";
    struct site site = run->site;
    struct boot_plan plan = {.engine = &engine_kvm,
                             .site = &site,
                             .tasks = errand->tasks,
                             .task_count = errand->count,
                             .iterations = errand->iterations,
                             .tsc_hz = run->tsc_hz,
                             .limit_ns = run->limit_ns,
                             .signals = &run->signals};
    snprintf(stats, sizeof stats, "%s/" STATS_FILE, run->directory);
    site.stats = stats;
    *boot = (struct boot){0};
    int result = boot_run(&plan, boot, run->scratch, trouble, err);
    if (result == 0)
        result = take_statistics(run, exits, errand, boot, trouble);
    /* Ended before its time, the monitor leaves them under a name of its own. */
    file_remove_all(run->directory, STATS_FILE);
    return result;
}

/** One boot that does next to nothing, then one for each workload. */
static int count_each(struct run *run, struct exits *exits, struct error *err)
{
    struct task least = run->task[0];
    struct boot boot;
    least.size = 1;
    least.checksum_known = false;
    struct errand errand = {.label = EXITS_BOOT, .tasks = &least, .count = 1, .iterations = 1};
    int result = count_exits_of(run, exits, &errand, &boot, err);
    for (size_t i = 0; result == 0 && i < run->tasks; i++) {
        errand = (struct errand){.label = run->task[i].workload,
                                 .tasks = &run->task[i],
                                 .count = 1,
                                 .iterations = EXIT_ITERATIONS};
        progress_show(&run->progress, "counting exits: %s", errand.label);
        result = count_exits_of(run, exits, &errand, &boot, err);
    }
    return result;
}

/** One boot as in the rounds: its row in boots.csv says how many exits such a boot has. */
static int count_all(struct run *run, struct error *err)
{
    struct exits exits = {0};
    struct boot boot;
    struct errand errand = {.label = "(all)",
                            .tasks = run->task,
                            .count = run->tasks,
                            .iterations = run->options->iterations + 1};
    int result = count_exits_of(run, &exits, &errand, &boot, err);
    if (result == 0) {
        boot.exits = (int64_t)exits_total(&exits, errand.label);
        result = record_add(&run->record, &boot, NULL, 0, err);
        facts_set(&run->facts, "exits", "counted by kvm-vmm, --stats");
    }
    exits_free(&exits);
    return result;
}

static int count_exits(struct run *run, struct error *err)
{
    struct exits exits = {0};
    if (!can_count(run, "exits", &engine_kvm))
        return 0;
    int result = count_each(run, &exits, err);
    if (result == 0)
        result = exits_save(&exits, run->directory, err);
    if (result == 0)
        result = count_all(run, err);
    exits_free(&exits);
    return result < 0 ? -1 : 0;
}

int metering_run(struct run *run, struct error *err)
{
    if (count_instructions(run, err) != 0 || count_exits(run, err) != 0)
        return -1;
    return results_save(run, err);
}

/**
 * How many boots of an engine something is counted in, by what they take: of kvm one of every task
 * alone, one of next to nothing, and one as in the rounds; one under -icount.
 */
static double boots_of(const struct run *run, const struct engine *engine)
{
    if (engine == &engine_kvm)
        return (double)(run->tasks + 2);
    return engine == &engine_tcg ? ICOUNT_COST : 0;
}

/**
 * How many iterations these boots have of a task, by what they take. -icount costs a check in each
 * block, and leaves the rest as it is.
 */
static double iterations_of(const struct run *run, const struct engine *engine,
                            const struct task *task)
{
    if (engine == &engine_kvm)
        return EXIT_ITERATIONS + run->options->iterations + 1;
    return engine == &engine_tcg && !task->waits ? ICOUNT_COST * INSTRUCTION_ITERATIONS : 0;
}

void metering_foresee(struct run *run, struct calibration *calibration)
{
    for (size_t i = 0; i < run->contenders; i++) {
        const struct contender *contender = &run->contender[i];
        calibration->apart_ns += boots_of(run, contender->engine) * contender->boot_ns;
        for (size_t j = 0; j < run->tasks; j++)
            run->cost[j].apart[i] = iterations_of(run, contender->engine, &run->task[j]);
    }
}

double metering_expected_ns(const struct run *run)
{
    double total_ns = 0;
    for (size_t i = 0; i < run->contenders; i++) {
        const struct contender *contender = &run->contender[i];
        total_ns += boots_of(run, contender->engine) * contender->boot_ns;
        for (size_t j = 0; j < run->tasks; j++)
            total_ns += iterations_of(run, contender->engine, &run->task[j]) *
                        run->cost[j].unit_ns[i] * run->task[j].size;
    }
    return total_ns;
}
