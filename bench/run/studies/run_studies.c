/*
 * What is measured after the rounds: each study in its turn, in rounds of its own, until its share
 * of the budget is spent. What a study brought is on the disk after each of its rounds.
 */
#include "run_studies.h"

#include "base/random.h"
#include "run/results.h"
#include "study.h"

#include <math.h>
#include <stdio.h>

/* What all studies together may take of the budget. */
#define STUDIES_SHARE 0.35

static const struct study *const table[STUDY_COUNT] = {
    [STUDY_LATENCY] = &study_latency,
    [STUDY_SCALING] = &study_scaling,
    [STUDY_STARTUP] = &study_startup,
};

/** Notes, and says unless it was asked for so, that a study is not made. */
static void leave_out(struct run *run, const struct study *study, bool aloud, const char *why)
{
    char key[40];
    snprintf(key, sizeof key, "study.%s", study_name[study->id]);
    facts_set(&run->facts, key, "left out: %s", why);
    if (aloud)
        progress_say(&run->progress, "kvm-bench: study %s left out: %s", study_name[study->id],
                     why);
}

static const struct contender *contender_of(const struct run *run, const struct engine *engine)
{
    for (size_t i = 0; i < run->contenders; i++) {
        if (run->contender[i].engine == engine)
            return &run->contender[i];
    }
    return NULL;
}

/**
 * Finds the engines of a study that take part in the run and did not fail when booted last. One
 * that is no contender is taken on trust, until the study itself tries it out (study->prepare).
 */
static size_t gather(const struct run *run, const struct study *study,
                     struct study_entrant *entrant)
{
    size_t count = 0;
    for (const struct study_place *place = study->place; place->engine; place++) {
        const struct contender *own = contender_of(run, place->engine);
        const struct contender *contender = own ? own : contender_of(run, place->like);
        if (contender && contender->lost == 0)
            entrant[count++] =
                (struct study_entrant){.engine = place->engine, .contender = contender};
    }
    return count;
}

static double round_ns(const struct run *run, const struct study *study,
                       const struct study_entrant *entrant, size_t count)
{
    double total_ns = 0;
    for (size_t i = 0; i < count; i++)
        total_ns += study->cost_ns(run, &entrant[i]);
    return total_ns;
}

/** Why a study cannot be made at all, or NULL; what a round of it takes otherwise. */
static const char *objection_to(struct run *run, const struct study *study, double *one_ns)
{
    struct study_entrant entrant[STUDY_ENGINES_MAX];
    if (!run->options->study[study->id])
        return "not asked for by --studies";
    const char *objection = study->objection(run);
    size_t count = objection ? 0 : gather(run, study, entrant);
    *one_ns = round_ns(run, study, entrant, count);
    return objection || count > 0 ? objection : "none of its engines takes part";
}

/** Gives a study its part of the time for all, if that is enough. */
static void grant(struct run *run, const struct study *study, double part, double one_ns)
{
    char why[160];
    double time_ns = STUDIES_SHARE * run->options->budget_s * 1e9 * part;
    double rounds = time_ns / one_ns;
    if (rounds >= STUDY_ROUNDS_MIN) {
        run->study_ns[study->id] = time_ns * fmin(1, STUDY_ROUNDS_MAX / rounds);
        return;
    }
    snprintf(why, sizeof why, "%d rounds of it need --budget %.0f or more", STUDY_ROUNDS_MIN,
             ceil(STUDY_ROUNDS_MIN / rounds * run->options->budget_s));
    leave_out(run, study, true, why);
}

void studies_plan(struct run *run)
{
    double one_ns[STUDY_COUNT] = {0}, weight = 0;
    bool possible[STUDY_COUNT];
    for (int i = 0; i < STUDY_COUNT; i++) {
        const char *objection = objection_to(run, table[i], &one_ns[i]);
        possible[i] = !objection;
        weight += objection ? 0 : table[i]->weight;
        if (objection)
            leave_out(run, table[i], run->options->study[i], objection);
    }
    for (int i = 0; i < STUDY_COUNT; i++) {
        if (possible[i])
            grant(run, table[i], table[i]->weight / weight, one_ns[i]);
    }
}

/** What this study and those after it are to take. */
static double planned_from(const struct run *run, int first)
{
    double total_ns = 0;
    for (int i = first; i < STUDY_COUNT; i++)
        total_ns += run->study_ns[i];
    return total_ns;
}

double studies_expected_ns(const struct run *run)
{
    return planned_from(run, 0);
}

/** All turns of all engines, once each, in shuffled order. */
static int take_round(struct run *run, const struct study *study, struct study_entrant *entrant,
                      size_t count, unsigned round, struct random *random, struct error *err)
{
    unsigned order[STUDY_ENGINES_MAX * MACHINES_MAX];
    unsigned turns = (unsigned)count * study->variants;
    random_order(random, order, turns);
    for (unsigned i = 0; i < turns; i++) {
        struct study_entrant *one = &entrant[order[i] / study->variants];
        struct study_turn turn = {.round = round,
                                  .order = i + 1,
                                  .variant = order[i] % study->variants,
                                  .entrant = one,
                                  .skip = one->lost >= STUDY_LOST_MAX};
        bool lost = false;
        progress_show(&run->progress, "%s, round %u: %s", study_name[study->id], round,
                      one->engine->name);
        if (study->take(run, &turn, &lost, err) != 0)
            return -1;
        if (!turn.skip)
            one->lost = lost ? one->lost + 1 : 0;
    }
    return 0;
}

static void note_rounds(struct run *run, const struct study *study, unsigned done)
{
    char key[40];
    snprintf(key, sizeof key, "study.%s", study_name[study->id]);
    facts_set(&run->facts, key, "rounds: %u", done);
}

/** Rounds until the study's time is up, each on the disk before the next. */
static int take_rounds(struct run *run, const struct study *study, struct study_entrant *entrant,
                       size_t count, struct error *err)
{
    char purpose[40];
    snprintf(purpose, sizeof purpose, "order of %s", study_name[study->id]);
    struct random random = random_begin(run->options->seed, purpose);
    uint64_t begin_ns = run_elapsed_ns(run), now_ns = begin_ns, longest_ns = 0;
    unsigned done = 0;
    while (done < STUDY_ROUNDS_MAX &&
           (done == 0 || (double)(now_ns + longest_ns - begin_ns) <= run->study_ns[study->id])) {
        if (take_round(run, study, entrant, count, done + 1, &random, err) != 0)
            return -1;
        note_rounds(run, study, ++done);
        if (study->save(&run->studies, run->directory, err) != 0)
            return -1;
        uint64_t took_ns = run_elapsed_ns(run) - now_ns;
        longest_ns = took_ns > longest_ns ? took_ns : longest_ns;
        now_ns += took_ns;
    }
    progress_say(&run->progress, "study %s: %u rounds in %.1f s", study_name[study->id], done,
                 (double)(now_ns - begin_ns) / 1e9);
    return 0;
}

static int make(struct run *run, const struct study *study, struct error *err)
{
    struct study_entrant entrant[STUDY_ENGINES_MAX];
    if (run->study_ns[study->id] <= 0)
        return 0; /* it was said why */
    size_t count = gather(run, study, entrant);
    if (study->prepare(run, entrant, &count, err) != 0)
        return -1;
    if (count > 0)
        return take_rounds(run, study, entrant, count, err);
    leave_out(run, study, true, "none of its engines is left");
    return 0;
}

/**
 * Gives this study and those after it what is left of the budget beyond their shares: what was less
 * than a round, of the rounds and of the studies before. Rounds that had a better reason to end
 * than the budget leave it unspent.
 */
static void share_rest(struct run *run, int first)
{
    double left_ns = run->options->budget_s * 1e9 - (double)run_elapsed_ns(run);
    double planned_ns = planned_from(run, first);
    if (run->options->rounds > 0 || run->settled || left_ns <= planned_ns)
        return;
    for (int i = first; planned_ns > 0 && i < STUDY_COUNT; i++)
        run->study_ns[i] *= left_ns / planned_ns;
}

int studies_run(struct run *run, struct error *err)
{
    struct error later = {0};
    int result = 0;
    for (int i = 0; result == 0 && i < STUDY_COUNT; i++) {
        share_rest(run, i);
        result = make(run, table[i], err);
    }
    /* Broken off or not: the report is to have what is on the disk. */
    int saved = results_save(run, result == 0 ? err : &later);
    return result == 0 ? saved : result;
}
