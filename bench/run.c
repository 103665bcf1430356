#include "run.h"

#include "engines/engines.h"
#include "instructions.h"
#include "table.h"
#include "validity.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

uint64_t run_elapsed_ns(const struct run *run)
{
    return clock_ns() - run->started.ns;
}

static void describe_command(struct run *run, const struct engine *engine, unsigned iterations)
{
    struct command command = {0};
    char key[80], line[8000];
    char *spec = task_spec(run->task, run->tasks, iterations, engine->hypervisor);
    if (!spec)
        return;
    engine->command(&run->site, spec, &command);
    command_print(&command, line, sizeof line);
    snprintf(key, sizeof key, "command.%s", engine->name);
    facts_set(&run->facts, key, "%s", line);
    command_free(&command);
    free(spec);
}

/** Notes each engine's command line, as it runs in every round, and that of the meter. */
static void describe_commands(struct run *run)
{
    for (size_t i = 0; i < run->contenders; i++) {
        const struct engine *engine = run->contender[i].engine;
        describe_command(run, engine, run->options->iterations + 1);
        if (engine == &engine_tcg)
            describe_command(run, &engine_tcg_icount, INSTRUCTION_ITERATIONS);
    }
}

static int take_steps(struct run *run, struct error *err)
{
    if (prepare_run(run, err) != 0 || results_open(run, err) != 0 || sizing_run(run, err) != 0)
        return -1;
    describe_commands(run);
    if (rounds_run(run, err) != 0 || metering_run(run, err) != 0)
        return -1;
    return studies_run(run, err);
}

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
        result = take_steps(&run, err);
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
