#include "agreement.h"

#include <string.h>

/** Whether a sample is of a task, the same work and as much of it, and came to a checksum. */
static bool has_checksum_of(const struct sample *sample, const struct task *task)
{
    return outcome_timed(sample->outcome) && sample->size == task->size &&
           strcmp(sample->workload, task->workload) == 0;
}

/** The next sample from `i` on that tells what an engine came to in a task, or NULL. */
static const struct sample *next_of(const struct record *record, size_t *i, const char *engine,
                                    const struct task *task)
{
    while (*i < record->samples) {
        const struct sample *sample = &record->sample[(*i)++];
        if (has_checksum_of(sample, task) && strcmp(sample->engine, engine) == 0)
            return sample;
    }
    return NULL;
}

/**
 * What an engine came to in more than half of its samples: a candidate that outlasts all others
 * (Boyer and Moore, "MJRTY", 1981), which is then counted. @return whether there is such a checksum
 */
static bool word_of(const struct record *record, const char *engine, const struct task *task,
                    uint64_t *checksum)
{
    const struct sample *sample;
    size_t lead = 0, all = 0, equal = 0;
    for (size_t i = 0; (sample = next_of(record, &i, engine, task)); all++) {
        if (lead == 0)
            *checksum = sample->checksum;
        lead = sample->checksum == *checksum ? lead + 1 : lead - 1;
    }
    for (size_t i = 0; (sample = next_of(record, &i, engine, task));)
        equal += sample->checksum == *checksum;
    return 2 * equal > all;
}

/**
 * Finds the checksum that more engines came to than to any other; a lone engine is its own
 * measure. @return whether there is one
 */
static bool agreed(const struct run *run, const struct task *task, uint64_t *checksum)
{
    uint64_t word[ENGINES_MAX];
    size_t words = 0, most = 0;
    bool tied = false;
    for (size_t i = 0; i < run->contenders; i++)
        words += word_of(&run->record, run->contender[i].engine->name, task, &word[words]);
    for (size_t i = 0; i < words; i++) {
        size_t votes = 0;
        for (size_t j = 0; j < words; j++)
            votes += word[j] == word[i];
        if (votes > most) {
            most = votes;
            *checksum = word[i];
            tied = false;
        } else if (votes == most && word[i] != *checksum) {
            tied = true;
        }
    }
    return most > 0 && !tied;
}

/** Holds the samples of a task to a checksum; without one, none of them is right. */
static void hold(struct record *record, const struct task *task, bool known, uint64_t checksum)
{
    for (size_t i = 0; i < record->samples; i++) {
        struct sample *sample = &record->sample[i];
        if (!has_checksum_of(sample, task))
            continue;
        if (!known || sample->checksum != checksum)
            sample->outcome = OUTCOME_CHECKSUM;
        else
            sample->outcome = sample->clocks_apart ? OUTCOME_CLOCK : OUTCOME_OK;
    }
}

static void judge(struct run *run, const struct task *task)
{
    uint64_t checksum = 0;
    if (task->checksum_known)
        return; /* by the reference: the boots were held to it already */
    bool known = agreed(run, task, &checksum);
    hold(&run->record, task, known, checksum);
}

void agreement_judge(struct run *run)
{
    for (size_t i = 0; i < run->tasks; i++) {
        judge(run, &run->task[i]);
        if (run->planted)
            judge(run, &run->planted[i]);
    }
}

void agreement_settle(struct run *run)
{
    for (size_t i = 0; i < run->tasks; i++) {
        struct task *task = &run->task[i];
        if (!task->checksum_known)
            task->checksum_known = agreed(run, task, &task->checksum);
    }
}
