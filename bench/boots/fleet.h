/*
 * Several machines of one engine at once: started together, listened to together, and ended.
 */
#ifndef FLEET_H
#define FLEET_H

#include "boot.h"

struct fleet_plan {
    const struct engine *engine;
    const struct site *site;
    const struct task *tasks; /* each machine does all of them */
    size_t task_count;
    unsigned iterations; /* of each task */
    unsigned machines;   /* up to MACHINES_MAX: in one process if the engine can, else one each */
    uint64_t tsc_hz;
    uint64_t limit_ns; /* all of it is ended when it takes longer */
};

/** What became of one machine. */
struct fleet_machine {
    struct sample *samples; /* in: room for task_count × iterations; out: filled */
    enum outcome outcome;
};

/**
 * Runs the machines to their ends.
 * @param label    gives round, order, engine and architecture of the samples
 * @param machine  one for each machine
 * @param trouble  empty, or what went wrong, for people; BOOT_TROUBLE_MAX bytes
 * @return 0, whatever the engine did; -1 when the driver itself cannot go on, or was stopped
 */
int fleet_run(const struct fleet_plan *plan, const struct boot *label,
              struct fleet_machine *machine, char *trouble, struct error *err);

#endif
