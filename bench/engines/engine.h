/*
 * An engine: one way of running the workloads. It takes one row in the table of engine.c and one
 * small file in engines/.
 */
#ifndef ENGINE_H
#define ENGINE_H

#include "host/site.h"
#include "process/command.h"
#include "process/process.h"
#include "record/facts.h"

#include <stdbool.h>
#include <stddef.h>

enum { ENGINES_MAX = 16 }; /* in one run */

struct engine {
    const char *name;          /* as in CSVs and --engines */
    const char *title;         /* one line for people */
    enum channels_marks marks; /* where its marks come from */
    bool hypervisor;           /* whether there is one below the workloads */
    unsigned machines;         /* how many a process of it can run at once; 0: one */
    bool extra;                /* takes part only when --engines names it */
    /* Its time-stamp counter counts instructions: only the driver's clock can time it. */
    bool counts_instructions;
    const struct engine *same_as; /* a second name of that engine, to measure noise; or NULL */
    bool stays; /* the guest cannot switch it off: it is ended after its last mark */

    /**
     * Finds out whether the engine can run here, and configured as it claims to be; notes what it
     * learns as facts.
     * @return 0, or -1 with the reason and the remedy in `why`
     */
    int (*check)(const struct site *site, struct facts *facts, struct error *why);

    /** Puts together the command that runs a bench spec; marks go where `marks` says. */
    void (*command)(const struct site *site, const char *spec, struct command *command);

    /** The guest's exit status from what wait(2) gives, or -1; NULL: as process_exit_status(). */
    int (*guest_status)(int wait_status);
};

/** All engines, in the order of tables. */
extern const struct engine *const engines[];
extern const size_t engine_count;

/** The engine that speed-ups refer to. */
#define REFERENCE_ENGINE "tcg-1insn"

/** Finds an engine by name, or NULL. */
const struct engine *engine_find(const char *name);

#endif
