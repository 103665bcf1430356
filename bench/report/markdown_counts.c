#include "markdown_counts.h"

#include "base/format.h"
#include "engines/engine.h"

#include <inttypes.h>
#include <string.h>

enum { REASONS_SHOWN = 3 };

static bool has_instructions(const struct summary *summary)
{
    for (size_t i = 0; i < summary->count; i++) {
        if (summary->row[i].instructions > 0)
            return true;
    }
    return false;
}

static void write_speed(FILE *out, const struct summary_row *row, uint64_t tsc_hz)
{
    double mips = summary_mips(row);
    fprintf(out, "| %s | %s | %" PRIu64 " | %.0f ", row->workload, row->engine, row->instructions,
            mips);
    if (tsc_hz > 0)
        fprintf(out, "| %.2f |\n", (double)tsc_hz / (mips * 1e6));
    else
        fputs("| – |\n", out);
}

/** Why something was not counted, or not all of it (run/metering/); "" when nothing is missing. */
static const char *why_not_counted(const struct report *report, const char *what)
{
    static const char begin[] = "not counted: ";
    const char *state = facts_get(report->facts, what);
    return strncmp(state, begin, strlen(begin)) == 0 ? state + strlen(begin) : "";
}

static void write_why_not(FILE *out, const char *why)
{
    if (*why)
        fprintf(out, "What is missing here was not counted: %s.\n\n", why);
}

static void write_speeds(FILE *out, const struct report *report)
{
    fputs("Counted by QEMU with `-icount`, once, at the sizes of this run: what 1K OS executes "
          "between the two readings of the counter, in ring 3 and in its kernel. MIPS is that "
          "over the median time. Cycles are those of the time-stamp counter, which runs at one "
          "rate whatever the processor's clock does.\n\n"
          "| workload | engine | instructions | MIPS | cycles per instruction |\n"
          "|---|---|--:|--:|--:|\n",
          out);
    for (size_t i = 0; i < report->summary->count; i++) {
        const struct summary_row *row = &report->summary->row[i];
        if (summary_mips(row) > 0)
            write_speed(out, row, facts_number(report->facts, "tsc_hz", 0));
    }
    fputc('\n', out);
}

void markdown_write_instructions(FILE *out, const struct report *report)
{
    const char *why = why_not_counted(report, "instructions");
    bool any = has_instructions(report->summary);
    if (!any && !*why)
        return;
    fputs("## Instructions\n\n", out);
    if (any)
        write_speeds(out, report);
    write_why_not(out, why);
}

/** What an engine's own counter says of a workload, if it counts instructions; else 0. */
static uint64_t counted(const struct record *record, const struct summary_row *row)
{
    uint64_t instructions = 0;
    const struct engine *engine = engine_find(row->engine);
    for (size_t i = 0; engine && engine->counts_instructions && i < record->samples; i++) {
        const struct sample *sample = &record->sample[i];
        if (!sample->warmup && outcome_timed(sample->outcome) &&
            strcmp(sample->engine, row->engine) == 0 &&
            strcmp(sample->workload, row->workload) == 0)
            instructions = sample->tsc_end - sample->tsc_begin;
    }
    return instructions;
}

void markdown_write_second_count(FILE *out, const struct report *report)
{
    bool begun = false;
    for (size_t i = 0; i < report->summary->count; i++) {
        const struct summary_row *row = &report->summary->row[i];
        uint64_t second = counted(report->record, row);
        if (row->instructions == 0 || second == 0)
            continue;
        if (!begun)
            fputs(
                "### Counted twice\n\n"
                "Bochs' time-stamp counter counts instructions too, by means that have nothing in "
                "common with QEMU's.\n\n"
                "| workload | by QEMU, `-icount` | by Bochs | difference |\n|---|--:|--:|--:|\n",
                out);
        begun = true;
        double apart = ((double)second - (double)row->instructions) / (double)row->instructions;
        fprintf(out, "| %s | %" PRIu64 " | %" PRIu64 " | %+.4f %% |\n", row->workload,
                row->instructions, second, apart * 100);
    }
    if (begun)
        fputc('\n', out);
}

/** Time by kind in one workload's boot. */
static double total_ns(const struct exits *exits, const char *workload, const char *kind)
{
    double total = 0;
    for (size_t i = 0; i < exits->count; i++) {
        const struct exit_count *row = &exits->row[i];
        if (strcmp(row->workload, workload) == 0 && strcmp(row->kind, kind) == 0)
            total += row->total_ns > 0 ? (double)row->total_ns : 0;
    }
    return total;
}

/** The reason of a workload's exits that took most time, of those that took less than `bound`. */
static const struct exit_count *next_reason(const struct exits *exits, const char *workload,
                                            const struct exit_count *bound)
{
    const struct exit_count *next = NULL;
    for (const struct exit_count *row = exits->row; row < exits->row + exits->count; row++) {
        bool below = !bound || row->total_ns < bound->total_ns ||
                     (row->total_ns == bound->total_ns && row > bound);
        if (strcmp(row->workload, workload) == 0 && strcmp(row->kind, "exit") == 0 && below &&
            (!next || row->total_ns > next->total_ns))
            next = row;
    }
    return next;
}

static void write_reasons(FILE *out, const struct exits *exits, const char *workload)
{
    const struct exit_count *reason = NULL;
    for (int i = 0; i < REASONS_SHOWN; i++) {
        char time[FORMAT_MAX];
        reason = next_reason(exits, workload, reason);
        if (!reason)
            break;
        fprintf(out, "%s%s%s%s ×%" PRIu64 " (%s)", i > 0 ? ", " : "", reason->key,
                *reason->direction ? " " : "", reason->direction, reason->count,
                format_ns(time, (double)reason->total_ns));
    }
}

static void write_boot(FILE *out, const struct exits *exits, const char *workload)
{
    char guest[FORMAT_MAX], handling[FORMAT_MAX];
    fprintf(out, "| %s | %" PRIu64 " | %s | %s | ", workload, exits_total(exits, workload),
            format_ns(guest, total_ns(exits, workload, "guest")),
            format_ns(handling, total_ns(exits, workload, "exit")));
    write_reasons(out, exits, workload);
    fputs(" |\n", out);
}

static void write_boots(FILE *out, const struct exits *exits)
{
    fputs("One boot for each workload, outside the rounds, with the monitor's statistics on. "
          "Inside KVM_RUN is the guest's own time and what KVM does on the way out and in; "
          "handling is what the monitor does for an exit. Ports 0xe9 and 0x1e9 bring the console "
          "and the marks. `" EXITS_BOOT "` is a boot that does next to nothing.\n\n"
          "| workload | exits | inside KVM_RUN | handling | most of it |\n|---|--:|--:|--:|---|\n",
          out);
    for (size_t i = 0; i < exits->count; i++) {
        if (i == 0 || strcmp(exits->row[i].workload, exits->row[i - 1].workload) != 0)
            write_boot(out, exits, exits->row[i].workload);
    }
    fputc('\n', out);
}

void markdown_write_exits(FILE *out, const struct report *report)
{
    const char *why = why_not_counted(report, "exits");
    if (report->exits->count == 0 && !*why)
        return;
    fputs("## Where the time goes in `kvm-vmm`\n\n", out);
    if (report->exits->count > 0)
        write_boots(out, report->exits);
    write_why_not(out, why);
}
