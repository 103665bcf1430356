/*
 * Scaling: one to four machines at once, each with the same computing work. Under our monitor they
 * are VMs of one process; of QEMU, and natively, there are as many processes. The work is sized
 * for each engine by itself, so that it takes as long in all of them: what is compared is an engine
 * with itself alone.
 */
#include "fleet.h"
#include "study.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

/* What the work should take alone: long beside the spread of the machines' begins. */
#define WORK_MIN_NS 1e8
#define WORK_MAX_NS 5e8

enum { ROUNDS_WANTED = 5, WARMUP_SHARE = 10, WARMUP = 0, WORK = 1, TASKS = 2 };

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
    return load() * (entrant->contender->boot_ns + work_ns * (1 + 1.0 / WARMUP_SHARE));
}

static double cost_ns(const struct run *run, const struct study_entrant *entrant)
{
    (void)run;
    return turns_ns(entrant, WORK_MIN_NS);
}

/** How long the work can be, with as many rounds as wanted in the study's time. */
static double choose_work_ns(const struct run *run, const struct study_entrant *entrant,
                             size_t count)
{
    double idle_ns = 0, second_ns = 0;
    for (size_t i = 0; i < count; i++) {
        idle_ns += turns_ns(&entrant[i], 0);
        second_ns += turns_ns(&entrant[i], 1e9) - turns_ns(&entrant[i], 0);
    }
    double room_ns = run->study_ns[STUDY_SCALING] / ROUNDS_WANTED - idle_ns;
    return fmin(fmax(room_ns / second_ns * 1e9, WORK_MIN_NS), WORK_MAX_NS);
}

/** Gives an engine its work, and a warm-up before it. */
static int give_tasks(struct run *run, struct study_entrant *entrant, double work_ns,
                      struct error *err)
{
    int workload = study_workload(run);
    size_t contender = (size_t)(entrant->contender - run->contender);
    double unit_ns = run->cost[workload].unit_ns[contender];
    uint32_t size = run->catalogue.entry[workload].default_size;
    if (unit_ns > 0)
        size = (uint32_t)fmin(fmax(work_ns / unit_ns, WARMUP_SHARE), UINT32_MAX);
    entrant->task[WORK] = entrant->task[WARMUP] = run->task[workload];
    entrant->task[WORK].size = size;
    entrant->task[WARMUP].size = size / WARMUP_SHARE > 0 ? size / WARMUP_SHARE : 1;
    entrant->tasks = TASKS;
    return checksums_learn(run, entrant->task, TASKS, err);
}

static int prepare(struct run *run, struct study_entrant *entrant, size_t *count, struct error *err)
{
    double work_ns = choose_work_ns(run, entrant, *count);
    facts_set(&run->facts, "scaling_work_ms", "%.0f", work_ns / 1e6);
    facts_set(&run->facts, "scaling_workload", "%s", run->task[study_workload(run)].workload);
    for (size_t i = 0; i < *count; i++) {
        if (give_tasks(run, &entrant[i], work_ns, err) != 0)
            return -1;
    }
    return 0;
}

/** From the first begin to the last end; 0 when a machine's are not known. */
static uint64_t makespan_ns(const struct fleet_machine *machine, unsigned machines,
                            uint64_t *first_ns)
{
    uint64_t last_ns = 0;
    *first_ns = UINT64_MAX;
    for (unsigned i = 0; i < machines; i++) {
        if (machine[i].outcome != OUTCOME_OK || machine[i].begin_ns == 0)
            return 0;
        *first_ns = machine[i].begin_ns < *first_ns ? machine[i].begin_ns : *first_ns;
        last_ns = machine[i].end_ns > last_ns ? machine[i].end_ns : last_ns;
    }
    return last_ns - *first_ns;
}

static int add_rows(struct run *run, const struct study_turn *turn,
                    const struct fleet_machine *machine, struct error *err)
{
    const struct task *work = &turn->entrant->task[WORK];
    unsigned machines = turn->variant + 1;
    uint64_t first_ns, span_ns = makespan_ns(machine, machines, &first_ns);
    for (unsigned i = 0; i < machines; i++) {
        const struct sample *sample = &machine[i].samples[WORK];
        struct scaling_row row = {.label = study_label_of(run, turn),
                                  .size = work->size,
                                  .machines = machines,
                                  .machine = i,
                                  .begin_ns = span_ns > 0 ? machine[i].begin_ns - first_ns : 0,
                                  .work_ns = sample->guest_ns,
                                  .makespan_ns = span_ns,
                                  .checksum = sample->checksum};
        snprintf(row.workload, sizeof row.workload, "%.*s", MARK_NAME_MAX, work->workload);
        row.label.outcome = machine[i].outcome == OUTCOME_OK ? sample->outcome : machine[i].outcome;
        if (scaling_add(&run->studies.scaling, &row, err) != 0)
            return -1;
    }
    return 0;
}

static int take(struct run *run, const struct study_turn *turn, bool *lost, struct error *err)
{
    struct sample samples[MACHINES_MAX][TASKS] = {0};
    struct fleet_machine machine[MACHINES_MAX];
    char trouble[BOOT_TROUBLE_MAX] = "";
    struct study_label label = study_label_of(run, turn);
    struct boot boot = {.round = turn->round, .order = turn->order};
    struct fleet_plan plan = {.engine = turn->entrant->engine,
                              .site = &run->site,
                              .tasks = turn->entrant->task,
                              .task_count = TASKS,
                              .machines = turn->variant + 1,
                              .tsc_hz = run->tsc_hz,
                              .limit_ns = study_limit_ns(run, turns_ns(turn->entrant, WORK_MAX_NS)),
                              .signals = &run->signals};
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
    {"kvm", NULL}, {"qemu-kvm", NULL}, {"tcg-1insn", NULL},
    {"tcg", NULL}, {"native", NULL},   {NULL, NULL},
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
