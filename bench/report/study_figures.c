#include "study_figures.h"

int study_figures_compute(struct study_figures *figures, const struct studies *studies,
                          uint64_t seed, struct error *err)
{
    *figures = (struct study_figures){0};
    if (latency_summarize(&figures->latency, &studies->latency, seed, err) != 0 ||
        scaling_summarize(&figures->scaling, &studies->scaling, seed, err) != 0)
        return -1;
    return startup_summarize(&figures->startup, &studies->phases, seed, err);
}

int study_figures_save(const struct study_figures *figures, const char *directory,
                       struct error *err)
{
    int result = 0;
    if (figures->latency.count > 0)
        result = latency_summary_save(&figures->latency, directory, err);
    if (result == 0 && figures->scaling.count > 0)
        result = scaling_summary_save(&figures->scaling, directory, err);
    if (result == 0 && figures->startup.count > 0)
        result = startup_summary_save(&figures->startup, directory, err);
    return result;
}

void study_figures_free(struct study_figures *figures)
{
    latency_summary_free(&figures->latency);
    scaling_summary_free(&figures->scaling);
    startup_summary_free(&figures->startup);
}
