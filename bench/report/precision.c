#include "precision.h"

#include "base/csv.h"
#include "base/file.h"
#include "engines/engine.h"

#include <math.h>
#include <string.h>

#define PRECISION_HEADER                                                                           \
    "arch,workload,engine,rounds,reach_percent,detectable_percent,drift_rho,drift_p"

bool precision_applies(const struct summary_row *row)
{
    return row->speedup.known && strcmp(row->engine, REFERENCE_ENGINE) != 0;
}

double precision_reach(const struct ratio *ratio)
{
    double below = ratio->value - ratio->interval.low, above = ratio->interval.high - ratio->value;
    return fmax(below, above) / ratio->value;
}

double precision_detectable(const struct ratio *ratio)
{
    double width = ratio->interval.high - ratio->interval.low;
    double errors = statistics_errors_aside(ratio->rounds);
    return ratio->rounds < 2 ? 0 : (errors + 0.84) / (2 * errors) * width / ratio->value;
}

bool precision_reached(const struct summary *summary)
{
    size_t judged = 0;
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *row = &summary->row[i];
        if (!precision_applies(row))
            continue;
        if (row->speedup.rounds < PRECISION_ROUNDS ||
            precision_reach(&row->speedup) > PRECISION_WANTED)
            return false;
        judged++;
    }
    return judged > 0;
}

/** The row of least p among those not taken yet, or NULL; counts them. */
static const struct summary_row *least_p(const struct summary *summary, const bool *taken,
                                         size_t *tests)
{
    const struct summary_row *least = NULL;
    *tests = 0;
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *row = &summary->row[i];
        if (taken[i] || !precision_applies(row) || !row->speedup.drift_known)
            continue;
        ++*tests;
        if (!least || row->speedup.drift.p < least->speedup.drift.p)
            least = row;
    }
    return least;
}

size_t precision_drifting(const struct summary *summary, bool *drifting)
{
    const struct summary_row *row;
    size_t found = 0, tests;
    memset(drifting, 0, summary->count * sizeof *drifting);
    while ((row = least_p(summary, drifting, &tests)) &&
           row->speedup.drift.p * (double)tests < DRIFT_CHANCE) {
        drifting[row - summary->row] = true;
        found++;
    }
    return found;
}

static void write_row(struct csv_writer *csv, const struct summary_row *row)
{
    csv_text(csv, row->arch);
    csv_text(csv, row->workload);
    csv_text(csv, row->engine);
    csv_print(csv, "%zu", row->speedup.rounds);
    csv_print(csv, "%.3f", precision_reach(&row->speedup) * 100);
    csv_print(csv, "%.3f", precision_detectable(&row->speedup) * 100);
    if (row->speedup.drift_known) {
        csv_print(csv, "%.4f", row->speedup.drift.rho);
        csv_print(csv, "%.4f", row->speedup.drift.p);
    } else {
        csv_empty(csv);
        csv_empty(csv);
    }
    csv_end_row(csv);
}

static void write_precision(FILE *out, const void *data)
{
    const struct summary *summary = data;
    struct csv_writer csv = {.out = out};
    fputs(PRECISION_HEADER "\n", out);
    for (size_t i = 0; i < summary->count; i++) {
        if (precision_applies(&summary->row[i]))
            write_row(&csv, &summary->row[i]);
    }
}

int precision_save(const struct summary *summary, const char *directory, struct error *err)
{
    return file_replace(directory, "precision.csv", write_precision, summary, err);
}
