/* What studies share. */
#include "study.h"

#include <stdio.h>
#include <string.h>

#define LIMIT_BASE_NS 10e9
#define LIMIT_FACTOR  8

int study_workload(const struct run *run)
{
    int first = -1;
    for (size_t i = 0; i < run->tasks; i++) {
        const struct catalogue_entry *entry = &run->catalogue.entry[i];
        if (strcmp(entry->name, "sieve") == 0)
            return (int)i;
        if (first < 0 && strcmp(entry->group, "compute") == 0)
            first = (int)i;
    }
    return first;
}

uint64_t study_limit_ns(const struct run *run, double expected_ns)
{
    return run_boot_limit_ns(run, LIMIT_BASE_NS + LIMIT_FACTOR * expected_ns);
}

struct study_label study_label_of(const struct run *run, const struct study_turn *turn)
{
    struct study_label label = {.round = turn->round, .order = turn->order, .outcome = OUTCOME_OK};
    snprintf(label.engine, sizeof label.engine, "%s", turn->entrant->engine->name);
    snprintf(label.arch, sizeof label.arch, "%s", arch_name(run->site.arch));
    return label;
}

bool study_loses(enum outcome outcome)
{
    return outcome == OUTCOME_TIMEOUT || outcome == OUTCOME_CRASHED;
}
