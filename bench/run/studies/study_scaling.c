/*
 * Scaling: one to four machines at once, each with the same computing work. Under our monitor they
 * are VMs of one process; of QEMU, and natively, there are as many processes. The work is sized
 * for each engine by itself, so that it takes as long in all of them: what is compared is an engine
 * with itself alone. It is done in steps, so that it is known what each machine did while all of
 * them worked.
 */
#include "boots/fleet.h"
#include "engines/engines.h"
#include "run/checksums.h"
#include "study.h"
#include "window.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

/*
 * What the work should take alone: so many times WORK_MIN_NS and the engine's start-up. Of three
 * machines on two processors one has started up when the others are half way: if its work were no
 * longer than that, they would never all work at once.
 */
#define WORK_MIN_NS  1e8
#define STRETCH_MAX  3
#define STRETCH_STEP 0.95

/* The first iteration of a boot is its warm-up; the others are the steps of its work. */
enum { ROUNDS_WANTED = 4, STEPS = 10, ITERATIONS = 1 + STEPS };

static const char *objection(const struct run *run)
{
    return study_workload(run) < 0 ? "no computing workload in this run" : NULL;
}

/** How much longer n machines take than one, on this many processors, over all n of a round. */
static double load(void)
{
    double total = 0, processors = (double)sysconf(_SC_NPROCESSORS_ONLN);
    for (unsigned machines = 1; machines <= MACHINES_MAX; machines++)
        total += fmax(1, machines / processors);
    return total;
}

/** What an engine's turns in a round take when its work takes that long alone. */
static double turns_ns(const struct study_entrant *entrant, double work_ns)
{
    return load() * (entrant->contender->boot_ns + work_ns * ITERATIONS / STEPS);
}

static double cost_ns(const struct run *run, const struct study_entrant *entrant)
{
    (void)run;
    return turns_ns(entrant, WORK_MIN_NS);
}

/** How long an engine's work is to take alone. */
static double stretched_ns(const struct study_entrant *entrant, double stretch)
{
    return fmax(WORK_MIN_NS, stretch * (WORK_MIN_NS + entrant->contender->boot_ns));
}

/** How far the work can be stretched, with as many rounds as wanted in the study's time. */
static double choose_stretch(const struct run *run, const struct study_entrant *entrant,
                             size_t count)
{
    double stretch = STRETCH_MAX, round_ns = INFINITY;
    while (round_ns > run->study_ns[STUDY_SCALING] / ROUNDS_WANTED && stretch > STRETCH_MAX / 1e3) {
        stretch *= STRETCH_STEP;
        round_ns = 0;
        for (size_t i = 0; i < count; i++)
            round_ns += turns_ns(&entrant[i], stretched_ns(&entrant[i], stretch));
    }
    return stretch;
}

/** Gives an engine a step of its work. */
static int give_tasks(struct run *run, struct study_entrant *entrant, double work_ns,
                      struct error *err)
{
    int workload = study_workload(run);
    size_t contender = (size_t)(entrant->contender - run->contender);
    double unit_ns = run->cost[workload].unit_ns[contender];
    uint32_t size = run->catalogue.entry[workload].default_size;
    if (unit_ns > 0)
        size = (uint32_t)fmin(fmax(work_ns / STEPS / unit_ns, 1), UINT32_MAX);
    entrant->task[0] = run->task[workload];
    entrant->task[0].size = size;
    entrant->tasks = 1;
    return checksums_learn(run, entrant->task, 1, err);
}

static int prepare(struct run *run, struct study_entrant *entrant, size_t *count, struct error *err)
{
    char key[40];
    double stretch = choose_stretch(run, entrant, *count);
    facts_set(&run->facts, "scaling_workload", "%s", run->task[study_workload(run)].workload);
    for (size_t i = 0; i < *count; i++) {
        double work_ns = stretched_ns(&entrant[i], stretch);
        snprintf(key, sizeof key, "scaling_work_ms.%s", entrant[i].engine->name);
        facts_set(&run->facts, key, "%.0f", work_ns / 1e6);
        if (give_tasks(run, &entrant[i], work_ns, err) != 0)
            return -1;
    }
    return 0;
}

/** What became of a machine's work: its first step that is not well, or all well. */
static enum outcome judge(const struct fleet_machine *machine)
{
    enum outcome outcome = machine->outcome;
    for (unsigned i = 0; outcome == OUTCOME_OK && i < ITERATIONS; i++)
        outcome = machine->samples[i].outcome;
    return outcome;
}

/** What each machine did, if the work of all is known. */
static bool know_work(const struct fleet_machine *machine, unsigned machines, struct worker *worker)
{
    for (unsigned i = 0; i < machines; i++) {
        worker[i] = (struct worker){.step = machine[i].samples + 1, .steps = STEPS};
        for (unsigned j = 0; j < STEPS; j++) {
            if (machine[i].outcome != OUTCOME_OK || !outcome_timed(worker[i].step[j].outcome))
                return false;
        }
    }
    return true;
}

/** Fills in the times of all machines' rows. */
static void time_rows(struct scaling_row *row, const struct worker *worker, unsigned machines)
{
    struct window whole = window_whole(worker, machines), common = window_common(worker, machines);
    for (unsigned i = 0; i < machines; i++) {
        row[i].begin_ns = worker[i].step[0].begin_ns - whole.begin_ns;
        row[i].makespan_ns = window_ns(whole);
        row[i].common_ns = window_ns(common);
        row[i].common_share = window_share(&worker[i], common);
    }
}

/** How long a machine's work took by its own clock. */
static uint64_t work_ns(const struct fleet_machine *machine)
{
    uint64_t total_ns = 0;
    for (unsigned i = 1; i < ITERATIONS; i++)
        total_ns += machine->samples[i].guest_ns;
    return total_ns;
}

static int add_rows(struct run *run, const struct study_turn *turn,
                    const struct fleet_machine *machine, struct error *err)
{
    const struct task *work = &turn->entrant->task[0];
    unsigned machines = turn->variant + 1;
    struct scaling_row row[MACHINES_MAX] = {0};
    struct worker worker[MACHINES_MAX];
    if (know_work(machine, machines, worker))
        time_rows(row, worker, machines);
    for (unsigned i = 0; i < machines; i++) {
        row[i].label = study_label_of(run, turn);
        row[i].label.outcome = judge(&machine[i]);
        row[i].size = work->size;
        row[i].machines = machines;
        row[i].machine = i;
        row[i].work_ns = work_ns(&machine[i]);
        row[i].checksum = machine[i].samples[ITERATIONS - 1].checksum;
        snprintf(row[i].workload, sizeof row[i].workload, "%.*s", MARK_NAME_MAX, work->workload);
        if (scaling_add(&run->studies.scaling, &row[i], err) != 0)
            return -1;
    }
    return 0;
}

static int take(struct run *run, const struct study_turn *turn, bool *lost, struct error *err)
{
    struct sample samples[MACHINES_MAX][ITERATIONS] = {0};
    struct fleet_machine machine[MACHINES_MAX];
    char trouble[BOOT_TROUBLE_MAX] = "";
    struct study_label label = study_label_of(run, turn);
    double longest_ns = stretched_ns(turn->entrant, STRETCH_MAX);
    struct boot boot = {.round = turn->round, .order = turn->order};
    struct fleet_plan plan = {.engine = turn->entrant->engine,
                              .site = &run->site,
                              .tasks = turn->entrant->task,
                              .task_count = 1,
                              .iterations = ITERATIONS,
                              .machines = turn->variant + 1,
                              .tsc_hz = run->tsc_hz,
                              .limit_ns = study_limit_ns(run, turns_ns(turn->entrant, longest_ns))};
    snprintf(boot.engine, sizeof boot.engine, "%s", label.engine);
    snprintf(boot.arch, sizeof boot.arch, "%s", label.arch);
    for (unsigned i = 0; i < plan.machines; i++)
        machine[i] = (struct fleet_machine){.samples = samples[i], .outcome = OUTCOME_SKIPPED};
    if (!turn->skip && fleet_run(&plan, &boot, machine, trouble, err) != 0)
        return -1;
    if (trouble[0])
        progress_say(&run->progress, "kvm-bench: scaling: %s", trouble);
    for (unsigned i = 0; i < plan.machines; i++)
        *lost |= study_loses(machine[i].outcome);
    return add_rows(run, turn, machine, err);
}

static int save(const struct studies *studies, const char *directory, struct error *err)
{
    return scaling_save(&studies->scaling, directory, err);
}

static const struct study_place places[] = {
    {&engine_kvm, NULL}, {&engine_qemu_kvm, NULL}, {&engine_tcg_1insn, NULL},
    {&engine_tcg, NULL}, {&engine_native, NULL},   {NULL, NULL},
};

const struct study study_scaling = {
    .id = STUDY_SCALING,
    .weight = 18,
    .variants = MACHINES_MAX,
    .place = places,
    .objection = objection,
    .cost_ns = cost_ns,
    .prepare = prepare,
    .take = take,
    .save = save,
};
