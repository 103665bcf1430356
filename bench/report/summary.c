#include "summary.h"

#include "base/csv.h"
#include "base/file.h"
#include "engines/engine.h"
#include "notes.h"
#include "series.h"

#include <stdlib.h>
#include <string.h>

#define SUMMARY_HEADER                                                                             \
    "arch,workload,engine,n,median_ns,ci95_lo_ns,ci95_hi_ns,mad_ns,instructions,mips,speedup,"     \
    "speedup_lo,speedup_hi,valid,note"

const struct summary_row *summary_find(const struct summary *summary, const char *workload,
                                       const char *engine)
{
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *row = &summary->row[i];
        if (strcmp(row->workload, workload) == 0 && strcmp(row->engine, engine) == 0)
            return row;
    }
    return NULL;
}

bool summary_has_engine(const struct summary *summary, const char *engine)
{
    for (size_t i = 0; i < summary->count; i++) {
        if (strcmp(summary->row[i].engine, engine) == 0)
            return true;
    }
    return false;
}

double summary_mips(const struct summary_row *row)
{
    return row->n > 0 ? (double)row->instructions * 1000 / row->median_ns : 0;
}

/** The place of an engine in tables: that of the table of engines, unknown ones last. */
static size_t rank(const char *engine)
{
    size_t i = 0;
    while (i < engine_count && strcmp(engines[i]->name, engine) != 0)
        i++;
    return i;
}

/** Where a new row belongs: behind its workload's rows of earlier engines. */
static size_t place_of(const struct summary *summary, const struct sample *sample)
{
    size_t place = summary->count;
    while (place > 0 && strcmp(summary->row[place - 1].workload, sample->workload) == 0 &&
           rank(summary->row[place - 1].engine) > rank(sample->engine))
        place--;
    return place;
}

static void insert(struct summary *summary, const struct sample *sample)
{
    size_t place = place_of(summary, sample);
    struct summary_row *row = &summary->row[place];
    memmove(row + 1, row, (summary->count - place) * sizeof *row);
    *row = (struct summary_row){0};
    strcpy(row->arch, sample->arch);
    strcpy(row->workload, sample->workload);
    strcpy(row->engine, sample->engine);
    summary->count++;
}

/** Makes one row for each workload and engine, workloads in the order of the first boot. */
static int lay_out(struct summary *summary, const struct record *record, struct error *err)
{
    summary->row = calloc(record->samples + 1, sizeof *summary->row);
    if (!summary->row)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t first = 0; first < record->samples; first++) {
        const char *workload = record->sample[first].workload;
        bool seen = false;
        for (size_t i = 0; i < summary->count && !seen; i++)
            seen = strcmp(summary->row[i].workload, workload) == 0;
        for (size_t i = first; i < record->samples && !seen; i++) {
            const struct sample *sample = &record->sample[i];
            if (strcmp(sample->workload, workload) == 0 &&
                !summary_find(summary, workload, sample->engine))
                insert(summary, sample);
        }
    }
    return 0;
}

static int measure(struct summary_row *row, const struct series *series, uint64_t seed,
                   struct error *err)
{
    char purpose[80];
    row->n = series->count;
    row->rounds = series->rounds;
    if (row->n == 0)
        return 0;
    double *values = malloc(series->count * sizeof *values);
    if (!values)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    memcpy(values, series->ns, series->count * sizeof *values);
    row->median_ns = statistics_median(values, series->count);
    row->mad_ns = statistics_mad(values, series->count, row->median_ns);
    free(values);
    snprintf(purpose, sizeof purpose, "median %s %s", row->workload, row->engine);
    if (series_interval(series, &row->interval_ns, random_begin(seed, purpose)) != 0)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    return 0;
}

static int compute_row(struct summary_row *row, const struct record *record, uint64_t seed,
                       struct error *err)
{
    struct series series;
    int result = series_gather(&series, record, row->workload, row->engine, err);
    if (result == 0)
        result = measure(row, &series, seed, err);
    if (result == 0)
        result = summary_ratio(&row->speedup, record, row->workload, REFERENCE_ENGINE, row->engine,
                               seed, err);
    if (result == 0)
        notes_write(row, record, &series);
    series_free(&series);
    return result;
}

int summary_compute(struct summary *summary, const struct record *record, uint64_t seed,
                    struct error *err)
{
    *summary = (struct summary){0};
    int result = lay_out(summary, record, err);
    for (size_t i = 0; result == 0 && i < summary->count; i++)
        result = compute_row(&summary->row[i], record, seed, err);
    return result;
}

/** Writes figures, or as many empty fields when they are not known. */
static void write_figures(struct csv_writer *csv, bool known, int digits, const double *figure,
                          size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_real(csv, known, digits, figure[i]);
}

static void write_row(struct csv_writer *csv, const struct summary_row *row)
{
    const double times[] = {row->median_ns, row->interval_ns.low, row->interval_ns.high,
                            row->mad_ns};
    const double speedups[] = {row->speedup.value, row->speedup.interval.low,
                               row->speedup.interval.high};
    double mips = summary_mips(row);
    csv_text(csv, row->arch);
    csv_text(csv, row->workload);
    csv_text(csv, row->engine);
    csv_print(csv, "%zu", row->n);
    write_figures(csv, row->n > 0, 15, times, 4);
    csv_known(csv, row->instructions > 0, row->instructions);
    csv_real(csv, mips > 0, 6, mips);
    write_figures(csv, row->speedup.known, 6, speedups, 3);
    csv_print(csv, "%d", row->valid);
    csv_text(csv, row->note);
    csv_end_row(csv);
}

static void write_summary(FILE *out, const void *data)
{
    const struct summary *summary = data;
    struct csv_writer csv = {.out = out};
    fputs(SUMMARY_HEADER "\n", out);
    for (size_t i = 0; i < summary->count; i++)
        write_row(&csv, &summary->row[i]);
}

int summary_save(const struct summary *summary, const char *directory, struct error *err)
{
    return file_replace(directory, "summary.csv", write_summary, summary, err);
}

void summary_free(struct summary *summary)
{
    free(summary->row);
    *summary = (struct summary){0};
}
