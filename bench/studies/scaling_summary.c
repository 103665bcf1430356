#include "scaling_summary.h"

#include "csv.h"
#include "engine.h"
#include "file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SUMMARY_FILE   "scaling_summary.csv"
#define SUMMARY_HEADER "arch,engine,machines,throughput,throughput_lo,throughput_hi,slowdown"

/** One trial: n machines of an engine in a round. */
struct trial {
    bool whole; /* all of its machines are well */
    double makespan_ns, work_ns;
    double apart_ns; /* from the first begin to the last */
};

static struct trial find_trial(const struct scaling *scaling, const char *engine, unsigned round,
                               unsigned machines)
{
    double work_ns[MACHINES_MAX];
    size_t found = 0;
    struct trial trial = {0};
    for (size_t i = 0; i < scaling->count; i++) {
        const struct scaling_row *row = &scaling->row[i];
        if (row->label.round != round || row->machines != machines ||
            strcmp(row->label.engine, engine) != 0)
            continue;
        if (row->label.outcome != OUTCOME_OK || row->makespan_ns == 0 || row->work_ns == 0 ||
            found == MACHINES_MAX)
            return trial;
        trial.makespan_ns = (double)row->makespan_ns;
        trial.apart_ns = fmax(trial.apart_ns, (double)row->begin_ns);
        work_ns[found++] = (double)row->work_ns;
    }
    trial.whole = found == machines;
    if (trial.whole)
        trial.work_ns = statistics_median(work_ns, found);
    return trial;
}

static unsigned last_round(const struct scaling *scaling)
{
    unsigned last = 0;
    for (size_t i = 0; i < scaling->count; i++)
        last = scaling->row[i].label.round > last ? scaling->row[i].label.round : last;
    return last;
}

/** Fills in a row's figures; it has engine and number of machines. */
static int measure(struct scaling_figures *row, const struct scaling *scaling, uint64_t seed,
                   struct error *err)
{
    char purpose[60];
    unsigned rounds = last_round(scaling);
    double *throughput = calloc(3 * (rounds + 1), sizeof *throughput);
    double *slowdown = throughput + rounds + 1, *apart = slowdown + rounds + 1;
    size_t count = 0;
    if (!throughput)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (unsigned round = 1; round <= rounds; round++) {
        struct trial one = find_trial(scaling, row->engine, round, 1);
        struct trial all = find_trial(scaling, row->engine, round, row->machines);
        if (!one.whole || !all.whole)
            continue;
        throughput[count] = row->machines * one.makespan_ns / all.makespan_ns;
        apart[count] = all.apart_ns / all.makespan_ns;
        slowdown[count++] = all.work_ns / one.work_ns;
    }
    snprintf(purpose, sizeof purpose, "scaling %u %s", row->machines, row->engine);
    int result = figure_compute(&row->throughput, throughput, count, seed, purpose, err);
    if (count > 0) {
        row->slowdown = statistics_median(slowdown, count);
        row->apart = statistics_median(apart, count);
    }
    free(throughput);
    return result;
}

int scaling_summarize(struct scaling_summary *summary, const struct scaling *scaling, uint64_t seed,
                      struct error *err)
{
    *summary =
        (struct scaling_summary){.row = calloc(engine_count * MACHINES_MAX, sizeof *summary->row)};
    if (!summary->row)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; scaling->count > 0 && i < engine_count * MACHINES_MAX; i++) {
        struct scaling_figures *row = &summary->row[summary->count];
        *row = (struct scaling_figures){.machines = (unsigned)(i % MACHINES_MAX) + 1};
        snprintf(row->engine, sizeof row->engine, "%s", engines[i / MACHINES_MAX]->name);
        snprintf(row->arch, sizeof row->arch, "%s", scaling->row[0].label.arch);
        if (measure(row, scaling, seed, err) != 0)
            return -1;
        summary->count += row->throughput.n > 0;
    }
    return 0;
}

static void write_rows(FILE *out, const void *data)
{
    const struct scaling_summary *summary = data;
    struct csv_writer csv = {.out = out};
    fputs(SUMMARY_HEADER "\n", out);
    for (size_t i = 0; i < summary->count; i++) {
        const struct scaling_figures *row = &summary->row[i];
        csv_text(&csv, row->arch);
        csv_text(&csv, row->engine);
        csv_print(&csv, "%u", row->machines);
        csv_print(&csv, "%.6g", row->throughput.median);
        csv_print(&csv, "%.6g", row->throughput.interval.low);
        csv_print(&csv, "%.6g", row->throughput.interval.high);
        csv_print(&csv, "%.6g", row->slowdown);
        csv_end_row(&csv);
    }
}

int scaling_summary_save(const struct scaling_summary *summary, const char *directory,
                         struct error *err)
{
    return file_replace(directory, SUMMARY_FILE, write_rows, summary, err);
}

void scaling_summary_free(struct scaling_summary *summary)
{
    free(summary->row);
    *summary = (struct scaling_summary){0};
}
