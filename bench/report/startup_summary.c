#include "startup_summary.h"

#include "base/csv.h"
#include "base/file.h"
#include "engines/engine.h"

#include <stdlib.h>
#include <string.h>

#define SUMMARY_FILE   "startup_summary.csv"
#define SUMMARY_HEADER "arch,engine,phase,n,median_ns,lo_ns,hi_ns"

static int measure(struct startup_figures *row, const struct phases *phases, uint64_t seed,
                   struct error *err)
{
    char purpose[60];
    size_t count = 0;
    double *ns = calloc(phases->count + 1, sizeof *ns);
    if (!ns)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; i < phases->count; i++) {
        const struct phase_row *one = &phases->row[i];
        if (one->label.outcome == OUTCOME_OK && one->phase == row->phase && one->end_ns > 0 &&
            strcmp(one->label.engine, row->engine) == 0)
            ns[count++] = (double)(one->end_ns - one->start_ns);
    }
    snprintf(purpose, sizeof purpose, "startup %s %s", phase_name[row->phase], row->engine);
    int result = figure_compute(&row->ns, ns, count, seed, purpose, err);
    free(ns);
    return result;
}

int startup_summarize(struct startup_summary *summary, const struct phases *phases, uint64_t seed,
                      struct error *err)
{
    size_t most = engine_count * PHASE_COUNT;
    *summary = (struct startup_summary){.row = calloc(most, sizeof *summary->row)};
    if (!summary->row)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; phases->count > 0 && i < most; i++) {
        struct startup_figures *row = &summary->row[summary->count];
        *row = (struct startup_figures){.phase = (enum boot_phase)(i % PHASE_COUNT)};
        snprintf(row->engine, sizeof row->engine, "%s", engines[i / PHASE_COUNT]->name);
        snprintf(row->arch, sizeof row->arch, "%s", phases->row[0].label.arch);
        if (measure(row, phases, seed, err) != 0)
            return -1;
        summary->count += row->ns.n > 0;
    }
    return 0;
}

const struct startup_figures *startup_find(const struct startup_summary *summary,
                                           const char *engine, enum boot_phase phase)
{
    for (size_t i = 0; i < summary->count; i++) {
        if (summary->row[i].phase == phase && strcmp(summary->row[i].engine, engine) == 0)
            return &summary->row[i];
    }
    return NULL;
}

static void write_rows(FILE *out, const void *data)
{
    const struct startup_summary *summary = data;
    struct csv_writer csv = {.out = out};
    fputs(SUMMARY_HEADER "\n", out);
    for (size_t i = 0; i < summary->count; i++) {
        const struct startup_figures *row = &summary->row[i];
        csv_text(&csv, row->arch);
        csv_text(&csv, row->engine);
        csv_text(&csv, phase_name[row->phase]);
        csv_print(&csv, "%zu", row->ns.n);
        csv_print(&csv, "%.0f", row->ns.median);
        csv_print(&csv, "%.0f", row->ns.interval.low);
        csv_print(&csv, "%.0f", row->ns.interval.high);
        csv_end_row(&csv);
    }
}

int startup_summary_save(const struct startup_summary *summary, const char *directory,
                         struct error *err)
{
    return file_replace(directory, SUMMARY_FILE, write_rows, summary, err);
}

void startup_summary_free(struct startup_summary *summary)
{
    free(summary->row);
    *summary = (struct startup_summary){0};
}
