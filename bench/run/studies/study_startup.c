/*
 * Start-up: boots with next to no work, and when each of their phases ended. The monitor tells the
 * first ones (`--phases`), on the same CLOCK_MONOTONIC as the driver's; the others are seen from
 * outside.
 */
#include "base/csv_row.h"
#include "base/file.h"
#include "engines/engines.h"
#include "run/checksums.h"
#include "study.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TOLD_FILE   "phases.tmp.csv"
#define TOLD_HEADER "vm,phase,monotonic_ns" /* vmm/observe/moments.h */

enum { TOLD_VM, TOLD_PHASE, TOLD_NS };
enum { WORK_SHARE = 4 }; /* of the workload's default size, a millisecond's work natively */

static const char *objection(const struct run *run)
{
    return study_workload(run) < 0 ? "no computing workload in this run" : NULL;
}

static double cost_ns(const struct run *run, const struct study_entrant *entrant)
{
    int workload = study_workload(run);
    size_t contender = (size_t)(entrant->contender - run->contender);
    return entrant->contender->boot_ns + run->cost[workload].unit_ns[contender] *
                                             run->catalogue.entry[workload].default_size /
                                             WORK_SHARE;
}

static int prepare(struct run *run, struct study_entrant *entrant, size_t *count, struct error *err)
{
    int workload = study_workload(run);
    struct task task = run->task[workload];
    uint32_t size = run->catalogue.entry[workload].default_size / WORK_SHARE;
    task.size = size > 0 ? size : 1;
    if (checksums_learn(run, &task, 1, err) != 0)
        return -1;
    for (size_t i = 0; i < *count; i++) {
        entrant[i].task[0] = task;
        entrant[i].tasks = 1;
    }
    return 0;
}

/** The phases that the monitor tells, by their names there. */
static void take_told(void *owner, struct csv_row *row)
{
    static const char *const names[] = {
        [PHASE_PROCESS] = "main", [PHASE_VM] = "vm", [PHASE_GUEST] = "guest"};
    uint64_t *told_ns = owner;
    uint64_t ns = csv_row_whole(row, TOLD_NS, UINT64_MAX);
    for (int i = PHASE_PROCESS; i <= PHASE_GUEST; i++) {
        if (strcmp(csv_row_text(row, TOLD_VM), "0") == 0 &&
            strcmp(csv_row_text(row, TOLD_PHASE), names[i]) == 0)
            told_ns[i] = ns;
    }
}

/** Takes what the monitor left, if it did; all of it since the fork. */
static int take_monitor(struct run *run, const struct boot *boot, uint64_t end_ns[PHASE_COUNT],
                        struct error *why)
{
    uint64_t told_ns[PHASE_COUNT] = {0};
    if (!file_exists(run->directory, TOLD_FILE))
        return 0;
    if (csv_load_rows(run->directory, TOLD_FILE, TOLD_HEADER, take_told, told_ns, why) != 0)
        return -1;
    for (int i = 0; i < PHASE_COUNT; i++)
        end_ns[i] = told_ns[i] > boot->started_ns ? told_ns[i] - boot->started_ns : 0;
    return 0;
}

/** Notes when each phase ended, as far as the boot came, since the fork. */
static void take_seen(const struct boot *boot, uint64_t end_ns[PHASE_COUNT])
{
    end_ns[PHASE_FIRST_BYTE] = boot->first_byte_ns;
    if (boot->last_end_ns > 0)
        end_ns[PHASE_WORKLOAD] = boot->last_end_ns - boot->started_ns;
    end_ns[PHASE_EXIT] = boot->wall_ns;
}

/** Boots the turn's engine, or does not; takes the phases that its monitor tells. */
static int boot_once(struct run *run, const struct study_turn *turn, struct boot *boot,
                     uint64_t end_ns[PHASE_COUNT], struct error *err)
{
    char told[PATH_MAX + 20], trouble[BOOT_TROUBLE_MAX] = "";
    struct site site = run->site;
    struct boot_plan plan = {.engine = turn->entrant->engine,
                             .site = &site,
                             .tasks = turn->entrant->task,
                             .task_count = turn->entrant->tasks,
                             .iterations = 1,
                             .tsc_hz = run->tsc_hz,
                             .untimed = true,
                             .limit_ns = study_limit_ns(run, cost_ns(run, turn->entrant))};
    struct sample sample;
    struct error why = {0};
    int result = 0;
    snprintf(told, sizeof told, "%s/" TOLD_FILE, run->directory);
    site.phases = told;
    if (turn->skip)
        boot_skip(&plan, boot, &sample);
    else
        result = boot_run(&plan, boot, &sample, trouble, err);
    if (result == 0 && take_monitor(run, boot, end_ns, &why) != 0)
        snprintf(trouble, sizeof trouble, "%.250s", why.text);
    unlink(told);
    if (trouble[0])
        progress_say(&run->progress, "kvm-bench: startup: %s", trouble);
    return result;
}

static int take(struct run *run, const struct study_turn *turn, bool *lost, struct error *err)
{
    struct boot boot = {.round = turn->round, .order = turn->order};
    struct study_label label = study_label_of(run, turn);
    uint64_t end_ns[PHASE_COUNT] = {0};
    if (boot_once(run, turn, &boot, end_ns, err) != 0)
        return -1;
    take_seen(&boot, end_ns);
    *lost = study_loses(boot.outcome);
    label.outcome = boot.outcome;
    return phases_add(&run->studies.phases, &label, end_ns, err);
}

static int save(const struct studies *studies, const char *directory, struct error *err)
{
    return phases_save(&studies->phases, directory, err);
}

static const struct study_place places[] = {
    {&engine_kvm, NULL}, {&engine_qemu_kvm, NULL}, {&engine_tcg_1insn, NULL},
    {&engine_tcg, NULL}, {&engine_bochs, NULL},    {&engine_native, NULL},
    {NULL, NULL},
};

const struct study study_startup = {
    .id = STUDY_STARTUP,
    .weight = 5,
    .variants = 1,
    .place = places,
    .objection = objection,
    .cost_ns = cost_ns,
    .prepare = prepare,
    .take = take,
    .save = save,
};
