#include "series.h"
#include "summary.h"

#include <stdio.h>
#include <stdlib.h>

/** Ratios of the rounds that both sides have. */
struct pairs {
    size_t count;
    double *ratio;
    double *scratch;
};

static double picked_median(void *data, const unsigned *picks, size_t count)
{
    const struct pairs *pairs = data;
    for (size_t i = 0; i < count; i++)
        pairs->scratch[i] = pairs->ratio[picks[i]];
    return statistics_median(pairs->scratch, count);
}

static int pair(struct pairs *pairs, const struct series *above, const struct series *below,
                struct error *err)
{
    pairs->ratio = calloc(above->rounds + 1, sizeof *pairs->ratio);
    pairs->scratch = calloc(above->rounds + 1, sizeof *pairs->scratch);
    if (!pairs->ratio || !pairs->scratch)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; i < above->rounds; i++) {
        const struct series_round *other = series_round(below, above->round[i].round);
        if (other && other->median > 0)
            pairs->ratio[pairs->count++] = above->round[i].median / other->median;
    }
    return 0;
}

static int estimate(struct ratio *ratio, struct pairs *pairs, struct random seed, struct error *err)
{
    ratio->rounds = pairs->count;
    ratio->known = pairs->count > 0;
    if (!ratio->known)
        return 0;
    if (statistics_bootstrap(&ratio->interval, pairs->count, picked_median, pairs, seed) != 0)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    ratio->drift_known = pairs->count >= CORRELATION_LEAST;
    if (ratio->drift_known &&
        correlation_with_order(&ratio->drift, pairs->ratio, pairs->count, seed) != 0)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    ratio->value = statistics_median(pairs->ratio, pairs->count); /* reorders them: last */
    return 0;
}

int summary_ratio(struct ratio *ratio, const struct record *record, const char *workload,
                  const char *above, const char *below, uint64_t seed, struct error *err)
{
    struct series upper, lower = {0};
    struct pairs pairs = {0};
    char purpose[120];
    *ratio = (struct ratio){0};
    snprintf(purpose, sizeof purpose, "ratio %s %s %s", workload, above, below);
    int result = series_gather(&upper, record, workload, above, err);
    if (result == 0)
        result = series_gather(&lower, record, workload, below, err);
    if (result == 0)
        result = pair(&pairs, &upper, &lower, err);
    if (result == 0)
        result = estimate(ratio, &pairs, random_begin(seed, purpose), err);
    free(pairs.ratio);
    free(pairs.scratch);
    series_free(&upper);
    series_free(&lower);
    return result;
}
