#include "report.h"

#include "base/file.h"
#include "markdown.h"
#include "mips.h"
#include "precision.h"
#include "study_figures.h"
#include "summary_json.h"

#include <stdlib.h>
#include <string.h>

/** Computes kvm ÷ native for each workload that both have. */
static int compute_costs(struct report *report, struct native_cost *cost, uint64_t seed,
                         struct error *err)
{
    const struct summary *summary = report->summary;
    report->cost = cost;
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *row = &summary->row[i];
        struct native_cost *next = &cost[report->costs];
        if (strcmp(row->engine, "kvm") != 0)
            continue;
        next->workload = row->workload;
        if (summary_ratio(&next->ratio, report->record, row->workload, "kvm", "native", seed,
                          err) != 0)
            return -1;
        report->costs += next->ratio.known;
    }
    return 0;
}

static int write_markdown(struct report *report, const char *directory, uint64_t seed,
                          struct error *err)
{
    struct native_cost *cost = calloc(report->summary->count + 1, sizeof *cost);
    if (!cost)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    int result = compute_costs(report, cost, seed, err);
    if (result == 0)
        result = file_replace(directory, "summary.md", markdown_write, report, err);
    free(cost);
    return result;
}

/** Computes the studies' figures from the rows on the disk, and writes their summaries. */
static int compute_studies(struct study_figures *figures, const char *directory, uint64_t seed,
                           struct error *err)
{
    struct studies studies;
    int result = studies_load(&studies, directory, err);
    if (result == 0)
        result = study_figures_compute(figures, &studies, seed, err);
    if (result == 0)
        result = study_figures_save(figures, directory, err);
    studies_free(&studies);
    return result;
}

int report_write(struct summary *summary, const struct record *record, const struct facts *facts,
                 const char *directory, struct error *err)
{
    uint64_t seed = facts_number(facts, "seed", 0);
    struct instructions instructions = {0};
    struct exits exits = {0};
    struct study_figures studies = {0};
    struct report report = {
        .facts = facts, .record = record, .summary = summary, .exits = &exits, .studies = &studies};
    int result = summary_compute(summary, record, seed, err);
    if (result == 0)
        result = instructions_load(&instructions, directory, err);
    if (result == 0)
        result = exits_load(&exits, directory, err);
    if (result == 0)
        result = compute_studies(&studies, directory, seed, err);
    if (result == 0) {
        mips_apply(&instructions, facts, summary);
        result = summary_save(summary, directory, err);
    }
    if (result == 0)
        result = precision_save(summary, directory, err);
    if (result == 0)
        result = summary_json_save(summary, facts, directory, err);
    if (result == 0)
        result = write_markdown(&report, directory, seed, err);
    instructions_free(&instructions);
    exits_free(&exits);
    study_figures_free(&studies);
    return result;
}
