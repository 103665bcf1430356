/* What makes the studies' figures less trustworthy. */
#include "study_figures.h"

#include <string.h>

/* Where all machines worked for less of the makespan, their figures rest on a small part of it. */
#define TOGETHER_WANTED 0.5

void study_figures_advise(const struct study_figures *figures, struct advice *advice)
{
    char names[300] = "";
    size_t few = 0, left_out = 0;
    for (size_t i = 0; i < figures->scaling.count; i++) {
        const struct scaling_figures *row = &figures->scaling.row[i];
        size_t length = strlen(names);
        left_out += row->left_out;
        if (row->together >= TOGETHER_WANTED && row->left_out == 0)
            continue;
        if (few++ < 8)
            snprintf(names + length, sizeof names - length, "%s%u on %s (%.0f %%)",
                     length > 0 ? ", " : "", row->machines, row->engine, row->together * 100);
    }
    if (few > 0)
        advice_add(
            advice,
            "Several machines at once all worked for little of the time: %s%s; %zu rounds "
            "are left out for it. Remedy: a larger --budget, which makes the work longer; an "
            "idle machine.",
            names, few > 8 ? ", …" : "", left_out);
}
