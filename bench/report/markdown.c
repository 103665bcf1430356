#include "markdown.h"

#include "advice.h"
#include "base/format.h"
#include "engines/engine.h"
#include "markdown_counts.h"
#include "table.h"

#include <string.h>

static void write_row(FILE *out, const struct summary_row *row)
{
    char median[FORMAT_MAX], low[FORMAT_MAX], high[FORMAT_MAX];
    fprintf(out, "| %s | %s | %zu ", row->workload, row->engine, row->n);
    if (row->n > 0)
        fprintf(out, "| %s | %s – %s ", format_ns(median, row->median_ns),
                format_ns(low, row->interval_ns.low), format_ns(high, row->interval_ns.high));
    else
        fputs("| – | – ", out);
    if (row->speedup.known)
        fprintf(out, "| %s | %s – %s ", format_ratio(median, row->speedup.value),
                format_ratio(low, row->speedup.interval.low),
                format_ratio(high, row->speedup.interval.high));
    else
        fputs("| – | – ", out);
    fprintf(out, "| %s |\n", row->note);
}

static void write_details(FILE *out, const struct summary *summary)
{
    fputs("## Each figure with its interval\n\n", out);
    fputs("| workload | engine | n | median | 95 % interval | speed-up | 95 % interval | note |\n"
          "|---|---|--:|--:|--:|--:|--:|---|\n",
          out);
    for (size_t i = 0; i < summary->count; i++)
        write_row(out, &summary->row[i]);
    fputc('\n', out);
}

static void write_fact(FILE *out, const struct facts *facts, const char *name, const char *key)
{
    const char *value = facts_get(facts, key);
    fprintf(out, "| %s | %s |\n", name, *value ? value : "not known");
}

static void write_host(FILE *out, const struct facts *facts)
{
    static const char *const shown[][2] = {
        {"date", "date"},
        {"processor", "cpu"},
        {"processors online", "cpus"},
        {"kernel", "kernel"},
        {"KVM backend", "kvm_backend"},
        {"kind of KVM", "kvm_kind"},
        {"architecture of 1K OS", "arch"},
        {"because", "arch_reason"},
        {"QEMU", "qemu_version"},
        {"one instruction per block in tcg-1insn", "one_insn_per_tb." REFERENCE_ENGINE},
        {"read back from QEMU by", "one_insn_per_tb_read_back_by." REFERENCE_ENGINE},
        {"time-stamp counter, Hz, measured", "tsc_hz"},
        {"time-stamp counter, Hz, by KVM", "tsc_hz_by_kvm"},
        {"Bochs", "bochs_version"},
        {"clock source of the kernel", "clocksource"},
        {"governor", "governor"},
        {"turbo", "turbo"},
        {"SMT", "smt"},
        {"load at the start", "load_1min"},
        {"processor time stolen, %", "stolen_percent"},
        {"compiler of the driver", "compiler"},
        {"commit", "commit"},
        {"seed", "seed"},
        {"rounds", "rounds"},
        {"no more rounds because of", "rounds_ended_by"},
        {"took, s", "elapsed_s"},
    };
    fputs("## The machine and the run\n\n| | |\n|---|---|\n", out);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        write_fact(out, facts, shown[i][0], shown[i][1]);
    fputs("\n`host.csv` has the rest, command lines and hashes included.\n\n", out);
}

static void write_engines(FILE *out, const struct facts *facts)
{
    fputs("## The engines\n\n", out);
    for (size_t i = 0; i < engine_count; i++) {
        char key[80];
        snprintf(key, sizeof key, "engine.%s", engines[i]->name);
        const char *state = facts_get(facts, key);
        if (*state)
            fprintf(out, "- `%s` (%s): %s\n", engines[i]->name, engines[i]->title, state);
    }
    fputc('\n', out);
}

static void write_slower(FILE *out, const struct summary *summary)
{
    char value[FORMAT_MAX];
    size_t compared = 0, slower = 0;
    fputs("## Where KVM is slower than `" REFERENCE_ENGINE "`\n\n", out);
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *row = &summary->row[i];
        if (strcmp(row->engine, "kvm") != 0 || !row->speedup.known)
            continue;
        compared++;
        if (row->speedup.value >= 1)
            continue;
        slower++;
        fprintf(out, "- %s: %s the speed\n", row->workload,
                format_ratio(value, row->speedup.value));
    }
    if (compared == 0)
        fputs("Not known: this run does not hold both.\n", out);
    else if (slower == 0)
        fputs("Nowhere in this run.\n", out);
    fputc('\n', out);
}

static void write_costs(FILE *out, const struct report *report)
{
    char value[FORMAT_MAX], low[FORMAT_MAX], high[FORMAT_MAX];
    if (report->costs == 0)
        return;
    fputs("## What virtualization costs: `kvm` ÷ `native`\n\n"
          "The time under KVM over that of the same object code as a process of the host, paired "
          "by round; 1 means free.\n\n"
          "| workload | kvm ÷ native | 95 % interval |\n|---|--:|--:|\n",
          out);
    for (size_t i = 0; i < report->costs; i++) {
        const struct native_cost *cost = &report->cost[i];
        fprintf(out, "| %s | %s | %s – %s |\n", cost->workload,
                format_ratio(value, cost->ratio.value), format_ratio(low, cost->ratio.interval.low),
                format_ratio(high, cost->ratio.interval.high));
    }
    fputc('\n', out);
}

static void write_advice(FILE *out, const struct report *report)
{
    struct advice advice;
    advice_gather(&advice, report->facts, report->record, report->summary);
    study_figures_advise(report->studies, &advice);
    fputs("## Warnings\n\n", out);
    for (size_t i = 0; i < advice.count; i++)
        fprintf(out, "- %s\n", advice.text[i]);
    fputs(advice.count > 0 ? "\n" : "None.\n\n", out);
}

/** Whether an engine takes part whose counter is no clock. */
static bool has_driver_times(const struct summary *summary)
{
    for (size_t i = 0; i < engine_count; i++) {
        if (engines[i]->counts_instructions && summary_has_engine(summary, engines[i]->name))
            return true;
    }
    return false;
}

static void write_caveats(FILE *out, const struct report *report)
{
    fputs("## How to read this\n\n"
          "- Times are what the guest's time-stamp counter says lay between the begin and the end "
          "of the work: no boot, no firmware, no output. Every sample was checked against the "
          "driver's own clock, and its checksum against the expected one.\n"
          "- The median is that of all counted samples; its interval comes from resampling whole "
          "rounds (expanded percentile bootstrap). A speed-up is the median over rounds of "
          "`" REFERENCE_ENGINE "` ÷ engine, each from the same round.\n"
          "- Outliers, named as round.iteration (times the median), lie more than 3 scaled MADs "
          "and 1 % from the median. They are counted, not dropped.\n"
          "- `one-insn-per-tb` does not make QEMU an interpreter. It still compiles, one "
          "instruction a block, without chaining blocks; an interpreter proper would do other "
          "work for each instruction.\n",
          out);
    if (has_driver_times(report->summary))
        fputs("- Where a note says so, the driver's clock timed the work alone: that engine's "
              "counter counts instructions, and there is nothing to check the time against.\n",
              out);
    if (strcmp(facts_get(report->facts, "kvm_backend"), "kvm_pvm") == 0)
        fputs("- The KVM here is `kvm_pvm`, made of software for machines without "
              "virtualization hardware: it runs programs (ring 3) natively, but emulates the "
              "guest's kernel (ring 0) instruction by instruction. System calls, page faults and "
              "hypercalls are much dearer than on VT-x or AMD-V.\n",
              out);
}

/** What the run is about, and what it is not. */
static void write_head(FILE *out, const struct report *report)
{
    const struct facts *facts = report->facts;
    const char *planted = facts_get(facts, "planted");
    fprintf(out, "# 1K OS on KVM and on QEMU, %s\n\n", facts_get(facts, "arch"));
    if (strcmp(facts_get(facts, "simulated"), "yes") == 0)
        fputs("**Simulated processor: the figures below are no measure of speed.**\n\n", out);
    if (*planted)
        fprintf(out,
                "**A slowdown is planted: `%s` has more work on engines that are others once "
                "more.**\n\n",
                planted);
    fprintf(out,
            "The same image, byte for byte, ran the same work on every engine%s; speed-ups are "
            "over `" REFERENCE_ENGINE "`, QEMU's translator at one instruction a block. Above 1× "
            "the engine is faster, below 1× it is slower.\n\n",
            summary_has_engine(report->summary, "native")
                ? " (`native`: the same object code, as a process of the host)"
                : "");
}

void markdown_write(FILE *out, const void *data)
{
    const struct report *report = data;
    const struct facts *facts = report->facts;
    write_head(out, report);
    fputs("## Times and speed-ups\n\n", out);
    table_write_markdown(out, report->summary);
    fputc('\n', out);
    write_slower(out, report->summary);
    write_costs(out, report);
    markdown_write_instructions(out, report);
    markdown_write_second_count(out, report);
    markdown_write_exits(out, report);
    study_figures_write(out, report->studies, facts);
    write_advice(out, report);
    write_details(out, report->summary);
    write_engines(out, facts);
    write_host(out, facts);
    write_caveats(out, report);
}
