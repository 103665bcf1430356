#include "comparison.h"

#include "base/format.h"
#include "precision.h"
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

/** Whether there are rounds enough to call a difference real, or its absence an agreement. */
static bool is_testable(const struct comparison_row *row)
{
    return row->rounds >= COMPARISON_ROUNDS;
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
    row->real = is_testable(row) && (row->interval.low > 1 || row->interval.high < 1);
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
        comparison->testable += is_testable(row);
        comparison->real += row->real;
    }
    series_free(&sides.first);
    series_free(&sides.second);
    return result;
}

/** Sets the speed-ups of both runs side by side. */
static void compare_speedups(struct comparison *comparison, const struct summary *first,
                             const struct summary *second)
{
    for (size_t i = 0; i < first->count; i++) {
        const struct summary_row *a = &first->row[i];
        const struct summary_row *b = summary_find(second, a->workload, a->engine);
        if (!b || strcmp(a->arch, b->arch) != 0 || !precision_applies(a) || !precision_applies(b))
            continue;
        const struct interval *one = &a->speedup.interval, *other = &b->speedup.interval;
        struct comparison_speedup *speedup = &comparison->speedup[comparison->speedups++];
        strcpy(speedup->workload, a->workload);
        strcpy(speedup->engine, a->engine);
        speedup->interval[0] = *one;
        speedup->interval[1] = *other;
        speedup->overlap = one->low <= other->high && other->low <= one->high;
        comparison->overlapping += speedup->overlap;
    }
}

int comparison_make(struct comparison *comparison, const struct record *first,
                    const struct record *second, uint64_t seed, struct error *err)
{
    struct summary summary = {0}, other = {0};
    *comparison = (struct comparison){0};
    int result = summary_compute(&summary, first, seed, err);
    if (result == 0)
        result = summary_compute(&other, second, seed, err);
    comparison->row = calloc(summary.count + 1, sizeof *comparison->row);
    comparison->speedup = calloc(summary.count + 1, sizeof *comparison->speedup);
    if (result == 0 && (!comparison->row || !comparison->speedup))
        result = fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; result == 0 && i < summary.count; i++)
        result = add(comparison, &summary.row[i], first, second, seed, err);
    if (result == 0)
        compare_speedups(comparison, &summary, &other);
    summary_free(&summary);
    summary_free(&other);
    return result;
}

static const char *verdict(const struct comparison_row *row)
{
    if (!is_testable(row))
        return "too few rounds to tell";
    return !row->real ? "" : row->value > 1 ? "slower" : "faster";
}

/** Says how many rows differ, of those that could. */
static void print_verdict(FILE *out, const struct comparison *comparison)
{
    size_t too_few = comparison->count - comparison->testable;
    if (comparison->testable > 0)
        fprintf(out, "%zu of %zu differ; chance alone would make about %.1f differ\n",
                comparison->real, comparison->testable, (double)comparison->testable * 0.05);
    if (too_few > 0)
        fprintf(out, "%zu cannot be told apart: both runs need %d rounds for that\n", too_few,
                COMPARISON_ROUNDS);
}

/** Says how far the runs agree in what they are for, and names where they do not. */
static void print_speedups(FILE *out, const struct comparison *comparison)
{
    char text[4][FORMAT_MAX];
    if (comparison->speedups == 0)
        return;
    fprintf(out, "\nspeed-ups: the intervals of %zu of %zu overlap (%.1f %%)\n",
            comparison->overlapping, comparison->speedups,
            100.0 * (double)comparison->overlapping / (double)comparison->speedups);
    for (size_t i = 0; i < comparison->speedups; i++) {
        const struct comparison_speedup *speedup = &comparison->speedup[i];
        if (!speedup->overlap)
            fprintf(out, "  apart: %s on %s: %s – %s and %s – %s\n", speedup->workload,
                    speedup->engine, format_ratio(text[0], speedup->interval[0].low),
                    format_ratio(text[1], speedup->interval[0].high),
                    format_ratio(text[2], speedup->interval[1].low),
                    format_ratio(text[3], speedup->interval[1].high));
    }
}

void comparison_print(FILE *out, const struct comparison *comparison)
{
    int name = format_columns("workload"), engine = format_columns("engine");
    for (size_t i = 0; i < comparison->count; i++) {
        name = format_wider(name, format_columns(comparison->row[i].workload));
        engine = format_wider(engine, format_columns(comparison->row[i].engine));
    }
    fprintf(out, "%-*s  %-*s %9s %21s\n", name, "workload", engine, "engine", "time",
            "95 % interval");
    for (size_t i = 0; i < comparison->count; i++) {
        const struct comparison_row *row = &comparison->row[i];
        fprintf(out, "%-*s  %-*s %8.3f× %9.3f – %9.3f  %s\n", name, row->workload, engine,
                row->engine, row->value, row->interval.low, row->interval.high, verdict(row));
    }
    fputs("(time: the second run's median for a unit of work over the first's)\n\n", out);
    print_verdict(out, comparison);
    print_speedups(out, comparison);
}

void comparison_free(struct comparison *comparison)
{
    free(comparison->row);
    free(comparison->speedup);
    *comparison = (struct comparison){0};
}
