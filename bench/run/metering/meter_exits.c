/* The exits from each workload, counted by the monitor in boots of their own. */
#include "base/file.h"
#include "engines/engines.h"
#include "meter.h"
#include "record/exits.h"

#include <stdio.h>
#include <string.h>

#define STATS_FILE "stats.tmp.csv"

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
        meter_give_up(run, "exits", why.text);
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
                             .limit_ns = run->limit_ns};
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

int meter_exits(struct run *run, struct error *err)
{
    struct exits exits = {0};
    if (!meter_can_count(run, "exits", &engine_kvm))
        return 0;
    int result = count_each(run, &exits, err);
    if (result == 0)
        result = exits_save(&exits, run->directory, err);
    if (result == 0)
        result = count_all(run, err);
    exits_free(&exits);
    return result < 0 ? -1 : 0;
}
