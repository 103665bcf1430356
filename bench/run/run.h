/*
 * A run: everything it knows. Each step (steps.c) takes it further or fails.
 */
#ifndef RUN_H
#define RUN_H

#include "base/clock.h"
#include "base/progress.h"
#include "boots/boot.h"
#include "calibrate.h"
#include "engines/catalogue.h"
#include "host/host_clock.h"
#include "options/bench_options.h"
#include "record/studies.h"

#include <limits.h>

/** An engine's part in a run. */
struct contender {
    const struct engine *engine;
    double boot_ns;          /* what a boot takes besides its iterations, by the calibration */
    const struct task *task; /* its own, where a slowdown is planted; NULL: the run's */
    unsigned lost;           /* failed boots in a row that cost time or brought nothing */
};

struct run {
    const struct bench_options *options;
    struct signals signals;
    struct progress progress;
    struct site site;
    struct facts facts;
    struct catalogue catalogue;
    size_t contenders;
    struct contender contender[ENGINES_MAX];
    size_t tasks;
    struct task *task;
    struct task *planted; /* as `task`, with one of larger size; NULL without --plant */
    struct cost *cost;    /* one for each task */
    struct clock_moment started;
    struct host_ticks started_ticks;
    uint64_t tsc_hz;
    uint64_t limit_ns;      /* of a boot */
    unsigned rounds;        /* aimed for */
    struct sample *scratch; /* room for one boot's samples */
    struct record record;
    bool has_oneshot;             /* the guest has the workload that studies of latency need */
    double study_ns[STUDY_COUNT]; /* what each study may take; 0: it is left out */
    struct studies studies;
    char directory[PATH_MAX];
    bool made;    /* the directory was not there before */
    bool settled; /* every speed-up is as precise as wanted (precision.h) */
    bool linked;  /* results/latest points here */
};

/** Nanoseconds since the run began. */
uint64_t run_elapsed_ns(const struct run *run);

/** When to give up a boot: after as long as --boot-limit says, or else after `otherwise_ns`. */
uint64_t run_boot_limit_ns(const struct run *run, double otherwise_ns);

#endif
