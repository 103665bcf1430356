#include "measure.h"

struct figures {
    unsigned count;
    double side[SIDES][PAIRS_MAX];
    double value[PAIRS_MAX];
    double scratch[PAIRS_MAX];
};

/** Runs both sides once. @return as metric->run does */
static int run_pair(const struct bench *bench, const struct metric *metric, bool bare_first,
                    double figure[SIDES], struct error *err)
{
    figure[BARE] = 0;
    if (metric->single)
        return metric->run(bench, metric, MONITOR, &figure[MONITOR], err);
    enum side first = bare_first ? BARE : MONITOR;
    int result = metric->run(bench, metric, first, &figure[first], err);
    if (result == 0)
        result = metric->run(bench, metric, !first, &figure[!first], err);
    if (result == 0 && !(figure[MONITOR] > 0 && figure[BARE] > 0))
        result = fail(err, STATUS_OS_ERROR, "a figure is not positive: %g, %g", figure[MONITOR],
                      figure[BARE]);
    return result;
}

static void note_pair(struct figures *figures, const struct metric *metric,
                      const double figure[SIDES])
{
    unsigned at = figures->count++;
    for (unsigned side = 0; side < SIDES; side++)
        figures->side[side][at] = figure[side];
    figures->value[at] = metric->single ? figure[MONITOR] : figure[MONITOR] / figure[BARE];
}

static double picked_median(void *data, const unsigned *picks, size_t count)
{
    struct figures *figures = data;
    for (size_t i = 0; i < count; i++)
        figures->scratch[i] = figures->value[picks[i]];
    return statistics_median(figures->scratch, count);
}

static enum verdict judge_value(const struct result *result)
{
    const struct metric *metric = result->metric;
    double low = result->interval.low, high = result->interval.high;
    if (metric->target <= 0)
        return VERDICT_NONE;
    if (result->pairs < PAIRS_FOR_VERDICT)
        return VERDICT_OPEN;
    if (metric->more_is_better ? low >= metric->target : high <= metric->target)
        return VERDICT_MET;
    if (metric->more_is_better ? high < metric->target : low > metric->target)
        return VERDICT_MISSED;
    return VERDICT_OPEN;
}

static int conclude(struct result *result, struct figures *figures, struct random random,
                    struct error *err)
{
    result->pairs = figures->count;
    if (statistics_bootstrap(&result->interval, figures->count, picked_median, figures, random) !=
        0)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    result->value = statistics_median(figures->value, figures->count);
    for (unsigned side = 0; side < SIDES; side++)
        result->median[side] = statistics_median(figures->side[side], figures->count);
    return 0;
}

int measure(struct result *result, const struct bench *bench, const struct metric *metric,
            unsigned pairs, uint64_t seed, bool judge, struct error *err)
{
    struct figures figures = {0};
    struct random random = random_begin(seed, metric->name);
    int state = 0;
    *result = (struct result){.metric = metric};
    for (unsigned pair = 0; pair <= pairs && pair < PAIRS_MAX && state == 0; pair++) {
        double figure[SIDES];
        state = run_pair(bench, metric, random_next(&random) & 1, figure, &result->trouble);
        if (state == 0 && pair > 0)
            note_pair(&figures, metric, figure);
    }
    result->failed = state < 0;
    if (state != 0)
        return 0;
    if (conclude(result, &figures, random, err) < 0)
        return -1;
    result->verdict = judge ? judge_value(result) : VERDICT_NONE;
    return 0;
}

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[] = {"", "met", "missed", "open"};
    return names[verdict];
}
