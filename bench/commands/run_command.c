/* The action `run`: takes the steps, and shows what came of them. */
#include "commands.h"
#include "record/validity.h"
#include "report/table.h"
#include "run/results.h"
#include "run/steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

/** Names what is not valid: a line for each boot, and for each workload and engine. */
static void name_invalid(const struct record *record, const struct summary *summary)
{
    for (size_t i = 0; i < record->boots; i++) {
        const struct boot *boot = &record->boot[i];
        if (outcome_bad(boot->outcome))
            fprintf(stderr, "kvm-bench: not valid: boot of %s in round %u: %s\n", boot->engine,
                    boot->round, outcome_name(boot->outcome));
    }
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *row = &summary->row[i];
        if (row->bad > 0)
            fprintf(stderr, "kvm-bench: not valid: %s on %s: %s\n", row->workload, row->engine,
                    row->note);
    }
}

/** Says that samples were left out, though too few to speak against the run. */
static void name_disturbed(const struct record *record)
{
    size_t disturbed = validity_disturbed(record);
    if (disturbed > 0)
        fprintf(stderr,
                "kvm-bench: warning: the two clocks disagree about %zu of %zu samples, as they do "
                "on a busy machine; left out. Remedy: end other programs, or more rounds\n",
                disturbed, record->samples);
}

/** Shows what the finished rounds brought. */
static int show(struct run *run, struct error *err)
{
    struct summary summary = {0};
    int result = summary_compute(&summary, &run->record, run->options->seed, err);
    if (result == 0) {
        table_print(stdout, &summary);
        printf("\n%s/summary.md has the whole report\n", run->directory);
        fflush(stdout);
        name_disturbed(&run->record);
        name_invalid(&run->record, &summary);
        studies_name_invalid(&run->studies);
        if (validity_objections(&run->record) + studies_objections(&run->studies) > 0)
            result = fail(err, STATUS_INVALID, "some boots or samples are not valid");
    }
    summary_free(&summary);
    return result;
}

/** After a signal: says what became of what was measured so far. */
static void tell_what_is_kept(const struct run *run)
{
    const char *rounds = facts_get(&run->facts, "rounds");
    if (run->record.boots > 0)
        fprintf(stderr, "kvm-bench: finished rounds, kept in %s: %s\n", run->directory, rounds);
    else
        fputs("kvm-bench: no round was finished: nothing is kept\n", stderr);
}

static void release(struct run *run)
{
    results_drop(run);
    record_free(&run->record);
    studies_free(&run->studies);
    catalogue_free(&run->catalogue);
    facts_free(&run->facts);
    signals_close(&run->signals);
    free(run->task);
    free(run->planted);
    free(run->cost);
    free(run->scratch);
}

int run_command(const struct bench_options *options, struct error *err)
{
    struct run run = {.options = options,
                      .signals = {.fd = -1},
                      .started = clock_moment(),
                      .started_ticks = host_ticks()};
    /* What a killed engine leaves behind becomes ours to reap (process.c). */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    progress_begin(&run.progress, options->budget_s * 1000000000ull);
    int result = signals_open(&run.signals, err);
    if (result == 0)
        result = steps_take(&run, err);
    progress_end(&run.progress);
    if (run.record.boots > 0) {
        struct error later = {0};
        int shown = show(&run, result == 0 ? err : &later);
        result = result == 0 ? shown : result;
    }
    if (err->status > STATUS_SIGNAL)
        tell_what_is_kept(&run);
    release(&run);
    return result;
}
