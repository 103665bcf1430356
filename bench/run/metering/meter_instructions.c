/* The instructions of each workload, counted in one boot of QEMU with -icount. */
#include "engines/engines.h"
#include "meter.h"
#include "record/instructions.h"

#include <stdlib.h>

/* Under -icount a nanosecond of the guest's counter is an instruction (engines/tcg_icount.c). */
#define ICOUNT_HZ 1000000000ull

/** Takes the tasks that work all the time: the virtual clock advances in one that waits, too. */
static struct task *working_tasks(const struct run *run, size_t *count)
{
    struct task *tasks = calloc(run->tasks, sizeof *tasks);
    *count = 0;
    for (size_t i = 0; tasks && i < run->tasks; i++) {
        if (!run->task[i].waits)
            tasks[(*count)++] = run->task[i];
    }
    return tasks;
}

static int count_instructions_of(struct run *run, const struct task *tasks, size_t count,
                                 struct error *err)
{
    struct boot_plan plan = {
        .engine = &engine_tcg_icount,
        .site = &run->site,
        .tasks = tasks,
        .task_count = count,
        .iterations = INSTRUCTION_ITERATIONS,
        .tsc_hz = ICOUNT_HZ,
        .untimed = true,
        .limit_ns = run->limit_ns,
    };
    struct boot boot = {0};
    struct instructions counts = {0};
    char trouble[BOOT_TROUBLE_MAX] = "";
    progress_show(&run->progress, "counting instructions");
    if (boot_run(&plan, &boot, run->scratch, trouble, err) != 0)
        return -1;
    if (boot.outcome == OUTCOME_OK)
        facts_set(&run->facts, "instructions", "counted by QEMU, -icount shift=0,sleep=off");
    else
        meter_give_up(run, "instructions", trouble);
    int result = instructions_take(&counts, run->scratch, count, err);
    if (result == 0)
        result = instructions_save(&counts, run->directory, err);
    instructions_free(&counts);
    return result;
}

int meter_instructions(struct run *run, struct error *err)
{
    size_t count;
    if (!meter_can_count(run, "instructions", &engine_tcg))
        return 0;
    struct task *tasks = working_tasks(run, &count);
    if (!tasks)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    int result = count > 0 ? count_instructions_of(run, tasks, count, err) : 0;
    free(tasks);
    return result;
}
