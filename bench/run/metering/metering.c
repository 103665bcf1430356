/*
 * The boots outside the rounds: counting is kept out of the timed boots, so that it cannot cost
 * them anything.
 */
#include "metering.h"

#include "engines/engines.h"
#include "meter.h"
#include "record/instructions.h"
#include "run/results.h"

/* How much longer a boot under -icount may take. */
#define ICOUNT_COST 1.5

int metering_run(struct run *run, struct error *err)
{
    if (meter_instructions(run, err) != 0 || meter_exits(run, err) != 0)
        return -1;
    return results_save(run, err);
}

/**
 * How many boots of an engine something is counted in, by what they take: of kvm one of every task
 * alone, one of next to nothing, and one as in the rounds; one under -icount.
 */
static double boots_of(const struct run *run, const struct engine *engine)
{
    if (engine == &engine_kvm)
        return (double)(run->tasks + 2);
    return engine == &engine_tcg ? ICOUNT_COST : 0;
}

/**
 * How many iterations these boots have of a task, by what they take. -icount costs a check in each
 * block, and leaves the rest as it is.
 */
static double iterations_of(const struct run *run, const struct engine *engine,
                            const struct task *task)
{
    if (engine == &engine_kvm)
        return EXIT_ITERATIONS + run->options->iterations + 1;
    return engine == &engine_tcg && !task->waits ? ICOUNT_COST * INSTRUCTION_ITERATIONS : 0;
}

void metering_foresee(struct run *run, struct calibration *calibration)
{
    for (size_t i = 0; i < run->contenders; i++) {
        const struct contender *contender = &run->contender[i];
        calibration->apart_ns += boots_of(run, contender->engine) * contender->boot_ns;
        for (size_t j = 0; j < run->tasks; j++)
            run->cost[j].apart[i] = iterations_of(run, contender->engine, &run->task[j]);
    }
}

double metering_expected_ns(const struct run *run)
{
    double total_ns = 0;
    for (size_t i = 0; i < run->contenders; i++) {
        const struct contender *contender = &run->contender[i];
        total_ns += boots_of(run, contender->engine) * contender->boot_ns;
        for (size_t j = 0; j < run->tasks; j++)
            total_ns += iterations_of(run, contender->engine, &run->task[j]) *
                        run->cost[j].unit_ns[i] * run->task[j].size;
    }
    return total_ns;
}
