#include "comparison.h"

#include "format.h"
#include "series.h"
#include "summary.h"

#include <stdlib.h>
#include <string.h>

/** Both runs' samples of one workload on one engine. */
struct sides {
    struct series first, second;
};

/** The ratio of medians when the picks below the first's number of rounds are its own. */
static double ratio_of(void *data, const unsigned *first, const unsigned *second)
{
    struct sides *sides = data;
    return series_pooled_median(&sides->second, second, sides->second.rounds) /
           series_pooled_median(&sides->first, first, sides->first.rounds);
}

static double unit_ratio(const struct sides *sides)
{
    return (double)sides->first.sample[0]->size / (double)sides->second.sample[0]->size;
}

static int estimate(struct comparison_row *row, struct sides *sides, struct random seed,
                    struct error *err)
{
    double scale = unit_ratio(sides);
    if (statistics_bootstrap_two(&row->interval, sides->first.rounds, sides->second.rounds,
                                 ratio_of, sides, seed) != 0)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    row->value = scale * series_median(&sides->second) / series_median(&sides->first);
    row->interval.low *= scale;
    row->interval.high *= scale;
    row->rounds =
        sides->first.rounds < sides->second.rounds ? sides->first.rounds : sides->second.rounds;
    row->real =
        row->rounds >= COMPARISON_ROUNDS && (row->interval.low > 1 || row->interval.high < 1);
    return 0;
}

/** Adds a row if both runs have samples for it. */
static int add(struct comparison *comparison, const struct summary_row *of,
               const struct record *first, const struct record *second, uint64_t seed,
               struct error *err)
{
    struct sides sides = {0};
    struct comparison_row *row = &comparison->row[comparison->count];
    char purpose[120];
    snprintf(purpose, sizeof purpose, "compare %s %s", of->workload, of->engine);
    int result = series_gather(&sides.first, first, of->workload, of->engine, err);
    if (result == 0)
        result = series_gather(&sides.second, second, of->workload, of->engine, err);
    if (result == 0 && sides.first.count > 0 && sides.second.count > 0 &&
        strcmp(sides.first.sample[0]->arch, sides.second.sample[0]->arch) == 0) {
        strcpy(row->arch, of->arch);
        strcpy(row->workload, of->workload);
        strcpy(row->engine, of->engine);
        result = estimate(row, &sides, random_begin(seed, purpose), err);
        comparison->count++;
        comparison->real += row->real;
    }
    series_free(&sides.first);
    series_free(&sides.second);
    return result;
}

int comparison_make(struct comparison *comparison, const struct record *first,
                    const struct record *second, uint64_t seed, struct error *err)
{
    struct summary summary = {0};
    *comparison = (struct comparison){0};
    int result = summary_compute(&summary, first, seed, err);
    comparison->row = calloc(summary.count + 1, sizeof *comparison->row);
    if (result == 0 && !comparison->row)
        result = fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; result == 0 && i < summary.count; i++)
        result = add(comparison, &summary.row[i], first, second, seed, err);
    summary_free(&summary);
    return result;
}

static const char *verdict(const struct comparison_row *row)
{
    if (row->rounds < COMPARISON_ROUNDS)
        return "too few rounds to tell";
    return !row->real ? "" : row->value > 1 ? "slower" : "faster";
}

void comparison_print(FILE *out, const struct comparison *comparison)
{
    fprintf(out, "%-14s %-10s %9s %21s\n", "workload", "engine", "time", "95 % interval");
    for (size_t i = 0; i < comparison->count; i++) {
        const struct comparison_row *row = &comparison->row[i];
        fprintf(out, "%-14s %-10s %8.3f× %9.3f – %9.3f  %s\n", row->workload, row->engine,
                row->value, row->interval.low, row->interval.high, verdict(row));
    }
    fprintf(out,
            "(time: the second run's median for a unit of work over the first's)\n\n"
            "%zu of %zu differ; chance alone would make about %.0f differ\n",
            comparison->real, comparison->count, (double)comparison->count * 0.05);
}

void comparison_free(struct comparison *comparison)
{
    free(comparison->row);
    *comparison = (struct comparison){0};
}
