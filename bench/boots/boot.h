/*
 * One boot of one engine: started, listened to, timed, ended, and turned into rows.
 */
#ifndef BOOT_H
#define BOOT_H

#include "engines/engine.h"
#include "marks/task.h"
#include "record/record.h"

enum { BOOT_TROUBLE_MAX = 300 };

struct boot_plan {
    const struct engine *engine;
    const struct site *site;
    const struct task *tasks;
    size_t task_count;
    unsigned iterations; /* of each task, the warm-up included */
    uint64_t tsc_hz;
    bool untimed;      /* the guest's counter counts something else than time */
    uint64_t limit_ns; /* a boot that takes longer is ended */
};

/**
 * Boots an engine and collects its samples.
 * @param boot     in: round and order; out: the whole row
 * @param samples  room for task_count × iterations rows, all of which are filled
 * @param trouble  empty, or what went wrong, for people; BOOT_TROUBLE_MAX bytes
 * @return 0, whatever the engine did; -1 when the driver itself cannot go on, or was stopped by a
 *         signal: then the rows are worth nothing
 */
int boot_run(const struct boot_plan *plan, struct boot *boot, struct sample *samples, char *trouble,
             struct error *err);

/** Fills in the rows of a boot that is not tried at all. */
void boot_skip(const struct boot_plan *plan, struct boot *boot, struct sample *samples);

#endif
