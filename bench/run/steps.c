#include "steps.h"

#include "engines/engines.h"
#include "metering/metering.h"
#include "prepare.h"
#include "record/instructions.h"
#include "results.h"
#include "rounds.h"
#include "sizing.h"
#include "studies/run_studies.h"

#include <stdio.h>
#include <stdlib.h>

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

int steps_take(struct run *run, struct error *err)
{
    if (prepare_run(run, err) != 0 || results_open(run, err) != 0 || sizing_run(run, err) != 0)
        return -1;
    describe_commands(run);
    if (rounds_run(run, err) != 0 || metering_run(run, err) != 0)
        return -1;
    return studies_run(run, err);
}
