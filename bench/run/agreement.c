#include "agreement.h"

#include <string.h>

/** The first checksum that an engine came to for a workload. @return whether there is one */
static bool first_checksum(const struct record *record, const char *engine, const char *workload,
                           uint64_t *checksum)
{
    for (size_t i = 0; i < record->samples; i++) {
        const struct sample *sample = &record->sample[i];
        if (outcome_timed(sample->outcome) && strcmp(sample->engine, engine) == 0 &&
            strcmp(sample->workload, workload) == 0) {
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
static bool agreed(const struct run *run, const char *workload, uint64_t *checksum)
{
    uint64_t value[ENGINES_MAX];
    size_t values = 0, most = 0;
    bool tied = false;
    for (size_t i = 0; i < run->contenders; i++)
        values +=
            first_checksum(&run->record, run->contender[i].engine->name, workload, &value[values]);
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

/** Marks the samples of a workload that came to another checksum; all of them when none is right.
 */
static void mark_wrong(struct record *record, const char *workload, const uint64_t *right)
{
    for (size_t i = 0; i < record->samples; i++) {
        struct sample *sample = &record->sample[i];
        if (strcmp(sample->workload, workload) == 0 && outcome_timed(sample->outcome) &&
            (!right || sample->checksum != *right))
            sample->outcome = OUTCOME_CHECKSUM;
    }
}

void agreement_judge(struct run *run)
{
    for (size_t i = 0; i < run->tasks; i++) {
        struct task *task = &run->task[i];
        if (task->checksum_known)
            continue;
        task->checksum_known = agreed(run, task->workload, &task->checksum);
        mark_wrong(&run->record, task->workload, task->checksum_known ? &task->checksum : NULL);
    }
}
