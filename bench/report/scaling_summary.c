#include "scaling_summary.h"

#include "base/csv.h"
#include "base/file.h"
#include "engines/engine.h"
#include "process/channels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SUMMARY_FILE "scaling_summary.csv"
#define SUMMARY_HEADER                                                                             \
    "arch,engine,machines,throughput,throughput_lo,throughput_hi,slowdown,together,left_out"

/* A trial in which all worked for a smaller share of the makespan is left out: the errors of single
 * marks, and what a step's even pace leaves out, are not small beside the rest. */
#define TOGETHER_MIN 0.1

/** One trial: n machines of an engine in a round. */
struct trial {
    bool whole; /* all of its machines are well */
    unsigned machines;
    double makespan_ns, common_ns;
    double share[MACHINES_MAX]; /* of its work that each did while all worked */
};

static struct trial find_trial(const struct scaling *scaling, const char *engine, unsigned round,
                               unsigned machines)
{
    struct trial trial = {0};
    for (size_t i = 0; i < scaling->count; i++) {
        const struct scaling_row *row = &scaling->row[i];
        if (row->label.round != round || row->machines != machines ||
            strcmp(row->label.engine, engine) != 0)
            continue;
        if (row->label.outcome != OUTCOME_OK || trial.machines == MACHINES_MAX)
            return trial;
        trial.makespan_ns = (double)row->makespan_ns;
        trial.common_ns = (double)row->common_ns;
        trial.share[trial.machines++] = row->common_share;
    }
    trial.whole = trial.machines == machines;
    return trial;
}

/** Whether all machines worked together for long enough, and each of them did some work then. */
static bool says_something(const struct trial *trial)
{
    bool all_worked = true;
    for (unsigned i = 0; i < trial->machines; i++)
        all_worked &= trial->share[i] > 0;
    return all_worked && trial->common_ns > 0 &&
           trial->common_ns >= TOGETHER_MIN * trial->makespan_ns;
}

/** The common share of a trial's time; none where the driver read all its marks at once. */
static double together(const struct trial *trial)
{
    return trial->makespan_ns > 0 ? trial->common_ns / trial->makespan_ns : 0;
}

static double total_share(const struct trial *trial)
{
    double total = 0;
    for (unsigned i = 0; i < trial->machines; i++)
        total += trial->share[i];
    return total;
}

/** What the rounds say, one value for each that counts. */
struct values {
    double *throughput, *slowdown, *together;
    size_t count, trials; /* `together` has one for each trial, counted or not */
};

/** Takes a round: its trial of one machine, and that of several. */
static void take_round(struct values *values, struct trial *one, struct trial *all)
{
    if (!one->whole || !all->whole)
        return;
    values->together[values->trials++] = together(all);
    if (!says_something(all) || !says_something(one))
        return;
    double one_ns = one->common_ns / one->share[0];
    values->throughput[values->count] = total_share(all) * one_ns / all->common_ns;
    values->slowdown[values->count++] =
        all->common_ns / statistics_median(all->share, all->machines) / one_ns;
}

/** Takes every round of a row's engine; a trial has one row of its first machine. */
static void take_rounds(struct values *values, const struct scaling_figures *row,
                        const struct scaling *scaling)
{
    for (size_t i = 0; i < scaling->count; i++) {
        const struct scaling_row *first = &scaling->row[i];
        if (first->machine != 0 || first->machines != row->machines ||
            strcmp(first->label.engine, row->engine) != 0)
            continue;
        struct trial one = find_trial(scaling, row->engine, first->label.round, 1);
        struct trial all = find_trial(scaling, row->engine, first->label.round, row->machines);
        take_round(values, &one, &all);
    }
}

/** Fills in a row's figures; it has engine and number of machines. */
static int measure(struct scaling_figures *row, const struct scaling *scaling, uint64_t seed,
                   struct error *err)
{
    char purpose[60];
    size_t most = scaling->count; /* trials */
    double *room = calloc(3 * most, sizeof *room);
    struct values values = {
        .throughput = room, .slowdown = room + most, .together = room + 2 * most};
    if (!room)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    take_rounds(&values, row, scaling);
    snprintf(purpose, sizeof purpose, "scaling %u %s", row->machines, row->engine);
    int result =
        figure_compute(&row->throughput, values.throughput, values.count, seed, purpose, err);
    if (values.count > 0)
        row->slowdown = statistics_median(values.slowdown, values.count);
    if (values.trials > 0)
        row->together = statistics_median(values.together, values.trials);
    row->left_out = values.trials - values.count;
    free(room);
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
        summary->count += row->throughput.n + row->left_out > 0;
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
        bool known = row->throughput.n > 0;
        csv_text(&csv, row->arch);
        csv_text(&csv, row->engine);
        csv_print(&csv, "%u", row->machines);
        csv_real(&csv, known, 6, row->throughput.median);
        csv_real(&csv, known, 6, row->throughput.interval.low);
        csv_real(&csv, known, 6, row->throughput.interval.high);
        csv_real(&csv, known, 6, row->slowdown);
        csv_real(&csv, true, 6, row->together);
        csv_print(&csv, "%zu", row->left_out);
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
