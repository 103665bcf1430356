#include "latency_summary.h"

#include "base/csv.h"
#include "base/file.h"
#include "engines/engine.h"

#include <stdlib.h>
#include <string.h>

#define SUMMARY_FILE "latency_summary.csv"
#define SUMMARY_HEADER                                                                             \
    "arch,engine,n,p50_ns,p50_lo_ns,p50_hi_ns,p90_ns,p99_ns,p99_lo_ns,p99_hi_ns,max_ns"

/** An engine's samples, boot after boot; a boot is a unit of resampling. */
struct pool {
    size_t count, boots;
    double *ns;    /* all samples */
    size_t *start; /* of each boot, and behind the last one */
    double *drawn; /* room for the largest resample */
    double quantile;
};

static double quantile_of(void *data, const unsigned *picks, size_t count)
{
    struct pool *pool = data;
    size_t drawn = 0;
    for (size_t i = 0; i < count; i++) {
        size_t start = pool->start[picks[i]], length = pool->start[picks[i] + 1] - start;
        memcpy(pool->drawn + drawn, pool->ns + start, length * sizeof *pool->ns);
        drawn += length;
    }
    statistics_sort(pool->drawn, drawn);
    return statistics_quantile(pool->drawn, drawn, pool->quantile);
}

/** Gathers what counts of an engine. Rows stand boot after boot, as they were measured. */
static int gather(struct pool *pool, const struct latency *latency, const char *engine)
{
    unsigned round = 0;
    size_t length = 0, longest = 0;
    *pool = (struct pool){.ns = calloc(latency->count + 1, sizeof *pool->ns),
                          .start = calloc(latency->count + 1, sizeof *pool->start)};
    for (size_t i = 0; pool->ns && pool->start && i < latency->count; i++) {
        const struct latency_row *row = &latency->row[i];
        if (!latency_counts(row) || strcmp(row->label.engine, engine) != 0)
            continue;
        if (pool->boots == 0 || row->label.round != round) {
            pool->start[pool->boots++] = pool->count;
            round = row->label.round;
            length = 0;
        }
        pool->ns[pool->count++] = (double)row->latency_ns;
        longest = ++length > longest ? length : longest;
    }
    pool->drawn = calloc(longest * pool->boots + 1, sizeof *pool->drawn);
    if (!pool->ns || !pool->start || !pool->drawn)
        return -1;
    pool->start[pool->boots] = pool->count;
    return 0;
}

static void release(struct pool *pool)
{
    free(pool->ns);
    free(pool->start);
    free(pool->drawn);
}

static int interval_of(struct pool *pool, double quantile, struct interval *interval, uint64_t seed,
                       const char *engine)
{
    char purpose[60];
    snprintf(purpose, sizeof purpose, "latency %.2f %s", quantile, engine);
    pool->quantile = quantile;
    return statistics_bootstrap(interval, pool->boots, quantile_of, pool,
                                random_begin(seed, purpose));
}

static int measure(struct latency_figures *row, struct pool *pool, uint64_t seed)
{
    row->n = pool->count;
    row->boots = pool->boots;
    if (interval_of(pool, 0.50, &row->p50_interval, seed, row->engine) != 0 ||
        interval_of(pool, 0.99, &row->p99_interval, seed, row->engine) != 0)
        return -1;
    statistics_sort(pool->ns, pool->count); /* boots are not told apart any more */
    row->p50_ns = statistics_quantile(pool->ns, pool->count, 0.50);
    row->p90_ns = statistics_quantile(pool->ns, pool->count, 0.90);
    row->p99_ns = statistics_quantile(pool->ns, pool->count, 0.99);
    row->max_ns = pool->ns[pool->count - 1];
    return 0;
}

int latency_summarize(struct latency_summary *summary, const struct latency *latency, uint64_t seed,
                      struct error *err)
{
    *summary = (struct latency_summary){.row = calloc(engine_count, sizeof *summary->row)};
    int result = summary->row ? 0 : -1;
    for (size_t i = 0; result == 0 && i < engine_count; i++) {
        struct latency_figures *row = &summary->row[summary->count];
        struct pool pool;
        result = gather(&pool, latency, engines[i]->name);
        if (result == 0 && pool.count > 0) {
            snprintf(row->engine, sizeof row->engine, "%s", engines[i]->name);
            snprintf(row->arch, sizeof row->arch, "%s", latency->row[0].label.arch);
            result = measure(row, &pool, seed);
            summary->count++;
        }
        release(&pool);
    }
    return result == 0 ? 0 : fail(err, STATUS_OS_ERROR, "out of memory");
}

static void write_rows(FILE *out, const void *data)
{
    const struct latency_summary *summary = data;
    struct csv_writer csv = {.out = out};
    fputs(SUMMARY_HEADER "\n", out);
    for (size_t i = 0; i < summary->count; i++) {
        const struct latency_figures *row = &summary->row[i];
        const double figures[] = {
            row->p50_ns, row->p50_interval.low, row->p50_interval.high, row->p90_ns,
            row->p99_ns, row->p99_interval.low, row->p99_interval.high, row->max_ns};
        csv_text(&csv, row->arch);
        csv_text(&csv, row->engine);
        csv_print(&csv, "%zu", row->n);
        for (size_t j = 0; j < sizeof figures / sizeof *figures; j++)
            csv_print(&csv, "%.0f", figures[j]);
        csv_end_row(&csv);
    }
}

int latency_summary_save(const struct latency_summary *summary, const char *directory,
                         struct error *err)
{
    return file_replace(directory, SUMMARY_FILE, write_rows, summary, err);
}

void latency_summary_free(struct latency_summary *summary)
{
    free(summary->row);
    *summary = (struct latency_summary){0};
}
