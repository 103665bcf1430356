#include "agreement.h"

#include <string.h>

/** Whether a sample is of a task: the same work, and as much of it. */
static bool is_of(const struct sample *sample, const struct task *task)
{
    return sample->size == task->size && strcmp(sample->workload, task->workload) == 0;
}

/** The first checksum that an engine came to for a task. @return whether there is one */
static bool first_checksum(const struct record *record, const char *engine, const struct task *task,
                           uint64_t *checksum)
{
    for (size_t i = 0; i < record->samples; i++) {
        const struct sample *sample = &record->sample[i];
        if (outcome_timed(sample->outcome) && strcmp(sample->engine, engine) == 0 &&
            is_of(sample, task)) {
            *checksum = sample->checksum;
            return true;
        }
    }
    return false;
}

/**
 * Finds the checksum that more engines came to than to any other; a lone engine is its own
 * measure. @return whether there is one
 */
static bool agreed(const struct run *run, const struct task *task, uint64_t *checksum)
{
    uint64_t value[ENGINES_MAX];
    size_t values = 0, most = 0;
    bool tied = false;
    for (size_t i = 0; i < run->contenders; i++)
        values +=
            first_checksum(&run->record, run->contender[i].engine->name, task, &value[values]);
    for (size_t i = 0; i < values; i++) {
        size_t votes = 0;
        for (size_t j = 0; j < values; j++)
            votes += value[j] == value[i];
        if (votes > most) {
            most = votes;
            *checksum = value[i];
            tied = false;
        } else if (votes == most && value[i] != *checksum) {
            tied = true;
        }
    }
    return most > 0 && !tied;
}

/** Marks the samples of a task that came to another checksum; all of them when none is right. */
static void mark_wrong(struct record *record, const struct task *task)
{
    for (size_t i = 0; i < record->samples; i++) {
        struct sample *sample = &record->sample[i];
        if (is_of(sample, task) && outcome_timed(sample->outcome) &&
            (!task->checksum_known || sample->checksum != task->checksum))
            sample->outcome = OUTCOME_CHECKSUM;
    }
}

static void judge(struct run *run, struct task *task)
{
    if (task->checksum_known)
        return;
    task->checksum_known = agreed(run, task, &task->checksum);
    mark_wrong(&run->record, task);
}

void agreement_judge(struct run *run)
{
    for (size_t i = 0; i < run->tasks; i++) {
        judge(run, &run->task[i]);
        if (run->planted)
            judge(run, &run->planted[i]);
    }
}
