#include "report.h"

#include "base/csv.h"
#include "base/file.h"

#include <string.h>

#define CSV_FILE "vmm.csv"
#define CSV_HEADER                                                                                 \
    "metric,value,lo,hi,unit,target,verdict,pairs,monitor,bare,figure_unit,note,backend,kind,cpu," \
    "kernel,commit,date,better"

enum { WHAT_COLUMNS = 33 };

/** A number with three or four digits that count, and thousands as k or M: "1.023 M". */
static const char *shown(char text[16], double figure)
{
    const char *unit = "";
    if (figure >= 1e6) {
        figure /= 1e6;
        unit = " M";
    } else if (figure >= 1e4) {
        figure /= 1e3;
        unit = " k";
    }
    int decimals = figure < 10 ? 3 : figure < 100 ? 2 : figure < 1000 ? 1 : 0;
    snprintf(text, 16, "%.*f%s", decimals, figure, unit);
    return text;
}

static void shown_target(char text[16], const struct metric *metric)
{
    if (metric->target > 0)
        snprintf(text, 16, "%s %g", metric->more_is_better ? ">=" : "<=", metric->target);
    else
        text[0] = '\0';
}

void report_head(FILE *out, const struct host *host, unsigned pairs)
{
    fprintf(out, "kvm-vmm against a bare KVM_RUN loop, %u pair%s of runs\n", pairs,
            pairs == 1 ? "" : "s");
    fprintf(out, "%s (%s), %s, %s\n\n", host->backend, host->kind, host->cpu, host->kernel);
    fprintf(out, "%-*s %-5s %9s %9s %9s  %-17s %-8s %s\n", WHAT_COLUMNS, "", "", "kvm-vmm", "bare",
            "ratio", "95 % interval", "target", "");
    fflush(out);
}

void report_row(FILE *out, const struct result *result)
{
    const struct metric *metric = result->metric;
    char ours[16], bare[16] = "", value[16] = "", low[16], high[16], target[16], interval[40];
    if (!result->pairs) {
        fprintf(out, "%-*s %-5s not measured: %s\n", WHAT_COLUMNS, metric->what, metric->unit,
                result->trouble.text);
        return;
    }
    shown(ours, result->median[MONITOR]);
    if (!metric->single) {
        shown(bare, result->median[BARE]);
        shown(value, result->value);
    }
    snprintf(interval, sizeof interval, "%s - %s", shown(low, result->interval.low),
             shown(high, result->interval.high));
    shown_target(target, metric);
    fprintf(out, "%-*s %-5s %9s %9s %9s  %-17s %-8s %s\n", WHAT_COLUMNS, metric->what, metric->unit,
            ours, bare, value, interval, target, verdict_name(result->verdict));
    fflush(out);
}

void report_foot(FILE *out, const struct host *host, unsigned pairs)
{
    if (host->simulated)
        fputs("\nA simulated machine: true in function, never in speed. No verdict is drawn.\n",
              out);
    if (pairs < PAIRS_FOR_VERDICT)
        fprintf(out,
                "\nOf so few pairs an interval can hold the true median with %.0f %% at most, not "
                "95 %%. No verdict is drawn: --pairs %d or more.\n",
                statistics_best_coverage(pairs) * 100, PAIRS_FOR_VERDICT);
}

struct rows {
    const struct result *results;
    unsigned count;
    const struct host *host;
};

static void write_figures(struct csv_writer *csv, const struct result *result)
{
    const struct metric *metric = result->metric;
    double figures[] = {result->value, result->interval.low, result->interval.high};
    for (unsigned i = 0; i < 3; i++)
        csv_real(csv, result->pairs > 0, 6, figures[i]);
    csv_text(csv, metric->single ? metric->unit : "ratio");
    csv_real(csv, metric->target > 0, 6, metric->target);
    csv_text(csv, verdict_name(result->verdict));
    csv_print(csv, "%u", result->pairs);
    for (unsigned side = 0; side < SIDES; side++)
        csv_real(csv, result->pairs > 0 && (side == MONITOR || !metric->single), 6,
                 result->median[side]);
    csv_text(csv, metric->unit);
    csv_text(csv, result->trouble.text);
}

static void write_rows(FILE *out, const void *data)
{
    const struct rows *rows = data;
    const struct host *host = rows->host;
    const char *const about[] = {host->backend, host->kind,   host->cpu,
                                 host->kernel,  host->commit, host->date};
    struct csv_writer csv = {.out = out};
    fputs(CSV_HEADER "\n", out);
    for (unsigned i = 0; i < rows->count; i++) {
        csv_text(&csv, rows->results[i].metric->name);
        write_figures(&csv, &rows->results[i]);
        for (size_t j = 0; j < sizeof about / sizeof about[0]; j++)
            csv_text(&csv, about[j]);
        csv_text(&csv, rows->results[i].metric->more_is_better ? "more" : "less");
        csv_end_row(&csv);
    }
}

int report_save(const struct result *results, unsigned count, const struct host *host,
                const char *directory, struct error *err)
{
    struct rows rows = {results, count, host};
    return file_replace(directory, CSV_FILE, write_rows, &rows, err);
}
