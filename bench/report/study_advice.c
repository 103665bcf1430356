/* What makes the studies' figures less trustworthy. */
#include "study_figures.h"

#include <string.h>

/* Where all machines worked for less of the makespan, their figures rest on a small part of it. */
#define TOGETHER_WANTED 0.5

void study_figures_advise(const struct study_figures *figures, struct advice *advice)
{
    struct advice_names names = {0};
    size_t left_out = 0;
    for (size_t i = 0; i < figures->scaling.count; i++) {
        const struct scaling_figures *row = &figures->scaling.row[i];
        left_out += row->left_out;
        if (row->together < TOGETHER_WANTED || row->left_out > 0)
            advice_name(&names, "%u on %s (%.0f %%)", row->machines, row->engine,
                        row->together * 100);
    }
    if (names.count > 0)
        advice_add(advice,
                   "Several machines at once all worked for little of the time: %s; %zu round%s "
                   "left out for it. Remedy: a larger --budget, which makes the work longer; an "
                   "idle machine.",
                   names.text, left_out, left_out == 1 ? " is" : "s are");
}
