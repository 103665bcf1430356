#include "meter.h"

#include <stdio.h>

void meter_give_up(struct run *run, const char *what, const char *why)
{
    facts_set(&run->facts, what, "not counted: %s", why);
    progress_say(&run->progress, "kvm-bench: %s not counted: %s", what, why);
}

bool meter_can_count(struct run *run, const char *what, const struct engine *engine)
{
    char why[80];
    const char *reason = "takes no part in this run";
    for (size_t i = 0; i < run->contenders; i++) {
        if (run->contender[i].engine != engine)
            continue;
        if (run->contender[i].lost == 0)
            return true;
        reason = "failed when it was booted last";
    }
    snprintf(why, sizeof why, "engine %s %s", engine->name, reason);
    meter_give_up(run, what, why);
    return false;
}
