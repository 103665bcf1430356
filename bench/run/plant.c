/*
 * A slowdown planted on purpose, to see that it is found: one workload gets a larger size on the
 * engine that is another once more (kvm-again). More work is more time, and nothing else about the
 * boot changes.
 */
#include "plant.h"

#include "checksums.h"

#include <stdlib.h>
#include <string.h>

/** Whether an engine takes part that is another once more. */
static bool has_twin(const struct run *run)
{
    for (size_t i = 0; i < run->contenders; i++) {
        if (run->contender[i].engine->same_as)
            return true;
    }
    return false;
}

int plant_check(const struct run *run, struct error *err)
{
    const char *plant = run->options->plant;
    if (!plant)
        return 0;
    if (!catalogue_has(&run->catalogue, plant))
        return fail(err, STATUS_USAGE, "--plant: %s is not among the workloads", plant);
    if (!has_twin(run))
        return fail(err, STATUS_USAGE,
                    "--plant: no engine that is another once more, as kvm-again is, takes part");
    return 0;
}

/** The task to be planted in: plant_check() has seen to it that there is one. */
static struct task *find(const struct run *run)
{
    struct task *task = run->task;
    while (strcmp(task->workload, run->options->plant) != 0)
        task++;
    return task;
}

int plant_run(struct run *run, struct error *err)
{
    if (!run->options->plant)
        return 0;
    struct task *task = find(run);
    run->planted = calloc(run->tasks, sizeof *run->planted);
    if (!run->planted)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    memcpy(run->planted, run->task, run->tasks * sizeof *run->planted);
    struct task *planted = &run->planted[task - run->task];
    if (task->size > PLANT_SIZE_MAX)
        task->size = PLANT_SIZE_MAX;
    task->size = (task->size + PLANT_STEP - 1) / PLANT_STEP * PLANT_STEP;
    planted->size = task->size + task->size / PLANT_STEP;
    facts_set(&run->facts, "planted", "%s", run->options->plant);
    facts_set(&run->facts, "planted_size", "%u", planted->size);
    for (size_t i = 0; i < run->contenders; i++) {
        if (run->contender[i].engine->same_as)
            run->contender[i].task = run->planted;
    }
    return 0;
}

int plant_learn_checksums(struct run *run, struct error *err)
{
    for (size_t i = 0; run->planted && i < run->tasks; i++) {
        if (run->planted[i].size == run->task[i].size)
            run->planted[i] = run->task[i];
        else if (checksums_learn(run, &run->planted[i], 1, err) != 0)
            return -1;
    }
    return 0;
}
