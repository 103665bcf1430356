#include "mips.h"

#include "engines/engine.h"

#include <stdio.h>
#include <string.h>

/** Whether a count holds for an engine: a host process has the host's kernel, not the guest's. */
static bool holds(const struct facts *facts, const struct summary_row *row)
{
    char key[80];
    snprintf(key, sizeof key, "group.%s", row->workload);
    const char *group = facts_get(facts, key);
    const struct engine *engine = engine_find(row->engine);
    return !engine || engine->hypervisor || strcmp(group, "compute") == 0 ||
           strcmp(group, "memory") == 0;
}

void mips_apply(const struct instructions *counts, const struct facts *facts,
                struct summary *summary)
{
    for (size_t i = 0; i < summary->count; i++) {
        struct summary_row *row = &summary->row[i];
        for (size_t j = 0; j < counts->count; j++) {
            const struct instruction_count *count = &counts->row[j];
            if (count->outcome == OUTCOME_OK && strcmp(count->workload, row->workload) == 0 &&
                strcmp(count->arch, row->arch) == 0 && holds(facts, row))
                row->instructions = count->instructions;
        }
    }
}
