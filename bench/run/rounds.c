#include "rounds.h"

#include "agreement.h"
#include "base/random.h"
#include "metering/metering.h"
#include "results.h"
#include "studies/run_studies.h"

/* An engine that timed out, or brought nothing, this often in a row is given up: trying on would
 * spend the budget of the others. */
enum { LOST_MAX = 2 };

static int boot_contender(struct run *run, struct contender *contender, struct boot *boot,
                          struct error *err)
{
    struct boot_plan plan = {
        .engine = contender->engine,
        .site = &run->site,
        .tasks = contender->task ? contender->task : run->task,
        .task_count = run->tasks,
        .iterations = run->options->iterations + 1,
        .tsc_hz = run->tsc_hz,
        .limit_ns = run->limit_ns,
    };
    char trouble[BOOT_TROUBLE_MAX] = "";
    if (contender->lost >= LOST_MAX) {
        boot_skip(&plan, boot, run->scratch);
    } else {
        if (boot_run(&plan, boot, run->scratch, trouble, err) != 0)
            return -1;
        bool lost = boot->outcome == OUTCOME_TIMEOUT || boot->outcome == OUTCOME_CRASHED;
        contender->lost = lost ? contender->lost + 1 : 0;
    }
    if (trouble[0])
        progress_say(&run->progress, "kvm-bench: %s", trouble);
    return record_add(&run->record, boot, run->scratch, run->tasks * plan.iterations, err);
}

/** Boots every engine once. A round that is broken off leaves no rows. */
static int run_round(struct run *run, unsigned round, struct random *random, struct error *err)
{
    unsigned order[ENGINES_MAX];
    size_t samples = run->record.samples, boots = run->record.boots;
    random_order(random, order, run->contenders);
    for (unsigned i = 0; i < run->contenders; i++) {
        struct contender *contender = &run->contender[order[i]];
        struct boot boot = {.round = round, .order = i + 1};
        progress_show(&run->progress, "round %u of about %u: %s", round, run->rounds,
                      contender->engine->name);
        if (boot_contender(run, contender, &boot, err) != 0) {
            run->record.samples = samples;
            run->record.boots = boots;
            return -1;
        }
    }
    agreement_judge(run);
    return 0;
}

/** Why no round is to follow after `done` ones, or NULL when one is. */
static const char *reason_to_end(const struct run *run, unsigned done, uint64_t longest_ns)
{
    double expected_ns = (double)(run_elapsed_ns(run) + longest_ns) + metering_expected_ns(run) +
                         studies_expected_ns(run);
    if (run->options->rounds > 0)
        return done < run->options->rounds ? NULL : "--rounds";
    if (run->settled)
        return "every speed-up is known within 2 %";
    return done < ROUNDS_MIN || expected_ns <= run->options->budget_s * 1e9 ? NULL : "the budget";
}

int rounds_run(struct run *run, struct error *err)
{
    struct random random = random_begin(run->options->seed, "order of boots");
    uint64_t longest_ns = 0;
    const char *reason;
    for (unsigned done = 0; !(reason = reason_to_end(run, done, longest_ns)); done++) {
        uint64_t begin_ns = run_elapsed_ns(run);
        if (run_round(run, done + 1, &random, err) != 0)
            return -1;
        facts_set(&run->facts, "rounds", "%u", done + 1);
        if (results_save(run, err) != 0)
            return -1;
        uint64_t took_ns = run_elapsed_ns(run) - begin_ns;
        longest_ns = took_ns > longest_ns ? took_ns : longest_ns;
        if (!run->progress.terminal)
            progress_say(&run->progress, "round %u done in %.1f s, %.0f s in all", done + 1,
                         (double)took_ns / 1e9, (double)run_elapsed_ns(run) / 1e9);
    }
    agreement_settle(run);
    facts_set(&run->facts, "rounds_ended_by", "%s", reason);
    progress_say(&run->progress, "no more rounds: %s", reason);
    return 0;
}
