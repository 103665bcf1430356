/* The studies' sections of summary.md. */
#include "base/format.h"
#include "engines/engine.h"
#include "study_figures.h"

#include <math.h>
#include <string.h>

/** A time that may lie before zero. */
static const char *signed_ns(char text[FORMAT_MAX + 4], double ns)
{
    char positive[FORMAT_MAX];
    snprintf(text, FORMAT_MAX + 4, "%s%s", ns < 0 ? "−" : "", format_ns(positive, fabs(ns)));
    return text;
}

static void write_latency(FILE *out, const struct latency_summary *summary)
{
    char text[8][FORMAT_MAX + 4];
    if (summary->count == 0)
        return;
    fputs("## Interrupt latency\n\n"
          "1K OS sets its timer to one shot and halts; the latency is from when the timer was due, "
          "by the counter, to the first instructions of the handler. Intervals are over boots.\n\n"
          "| engine | n | boots | median | 95 % interval | 90 % below | 99 % below | 95 % interval "
          "| longest |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
          out);
    for (size_t i = 0; i < summary->count; i++) {
        const struct latency_figures *row = &summary->row[i];
        fprintf(out, "| %s | %zu | %zu | %s | %s – %s | %s | %s | %s – %s | %s |\n", row->engine,
                row->n, row->boots, signed_ns(text[0], row->p50_ns),
                signed_ns(text[1], row->p50_interval.low),
                signed_ns(text[2], row->p50_interval.high), signed_ns(text[3], row->p90_ns),
                signed_ns(text[4], row->p99_ns), signed_ns(text[5], row->p99_interval.low),
                signed_ns(text[6], row->p99_interval.high), signed_ns(text[7], row->max_ns));
    }
    fputc('\n', out);
}

/** How long a machine's work was to take alone, engine by engine. */
static void write_work(FILE *out, const struct scaling_summary *summary, const struct facts *facts)
{
    char key[40];
    const char *before = "";
    for (size_t i = 0; i < summary->count; i++) {
        if (summary->row[i].machines != 1)
            continue;
        snprintf(key, sizeof key, "scaling_work_ms.%s", summary->row[i].engine);
        fprintf(out, "%s%s ms on %s", before, facts_get(facts, key), summary->row[i].engine);
        before = ", ";
    }
}

static void write_scaling(FILE *out, const struct scaling_summary *summary,
                          const struct facts *facts)
{
    char ratio[FORMAT_MAX], low[FORMAT_MAX], high[FORMAT_MAX], slowdown[FORMAT_MAX];
    if (summary->count == 0)
        return;
    fprintf(out,
            "## Several machines at once\n\n"
            "Each does the same work (`%s`), sized for each engine: alone it takes about ",
            facts_get(facts, "scaling_workload"));
    write_work(out, summary, facts);
    fprintf(out,
            ". This host has %s processor%s, so no more than that many can run at full speed. For "
            "`kvm` they are VMs of one process, else as many processes. Throughput is over that of "
            "one machine of the same engine; the slowdown is of one machine's work. Both are taken "
            "from the time in which all machines worked; the last column is its share of the time "
            "from the first begin to the last end.\n\n"
            "| engine | machines | throughput | 95 %% interval | slowdown | all at work |\n"
            "|---|--:|--:|--:|--:|--:|\n",
            facts_get(facts, "cpus"), strcmp(facts_get(facts, "cpus"), "1") == 0 ? "" : "s");
    for (size_t i = 0; i < summary->count; i++) {
        const struct scaling_figures *row = &summary->row[i];
        if (row->throughput.n == 0) {
            fprintf(out, "| %s | %u | – | – | – | %.0f %% |\n", row->engine, row->machines,
                    row->together * 100);
            continue;
        }
        fprintf(out, "| %s | %u | %s | %s – %s | %s | %.0f %% |\n", row->engine, row->machines,
                format_ratio(ratio, row->throughput.median),
                format_ratio(low, row->throughput.interval.low),
                format_ratio(high, row->throughput.interval.high),
                format_ratio(slowdown, row->slowdown), row->together * 100);
    }
    fputc('\n', out);
}

static void write_phase(FILE *out, const struct startup_figures *row)
{
    char text[FORMAT_MAX];
    fprintf(out, " %s |", row ? format_ns(text, row->ns.median) : "–");
}

static void write_startup(FILE *out, const struct startup_summary *summary)
{
    if (summary->count == 0)
        return;
    fputs("## Start-up and end\n\n"
          "The median time of each phase of a boot with next to no work. A phase begins where the "
          "one before it in the row ended; what is not told from inside is in the first phase that "
          "is: for all but `kvm`, the time to the first byte counts from the fork.\n\n"
          "| engine | n |",
          out);
    for (int phase = 0; phase < PHASE_COUNT; phase++)
        fprintf(out, " %s |", phase_name[phase]);
    fputs("\n|---|--:|--:|--:|--:|--:|--:|--:|\n", out);
    for (size_t i = 0; i < engine_count; i++) {
        const char *engine = engines[i]->name;
        const struct startup_figures *last = startup_find(summary, engine, PHASE_EXIT);
        if (!last)
            continue;
        fprintf(out, "| %s | %zu |", engine, last->ns.n);
        for (int phase = 0; phase < PHASE_COUNT; phase++)
            write_phase(out, startup_find(summary, engine, (enum boot_phase)phase));
        fputc('\n', out);
    }
    fputc('\n', out);
}

void study_figures_write(FILE *out, const struct study_figures *figures, const struct facts *facts)
{
    write_latency(out, &figures->latency);
    write_scaling(out, &figures->scaling, facts);
    write_startup(out, &figures->startup);
}
