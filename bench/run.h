/*
 * A run: everything it knows, and the steps it takes. Each step takes the run further or fails;
 * run_command() in run.c puts them in order.
 */
#ifndef RUN_H
#define RUN_H

#include "bench_options.h"
#include "boot.h"
#include "catalogue.h"
#include "clock.h"
#include "host_clock.h"
#include "progress.h"
#include "studies/studies.h"

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
    struct contender contender[CALIBRATE_MAX_ENGINES];
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
    bool settled; /* every speed-up is as precise as wanted (precision.h) */
    bool linked;  /* results/latest points here */
};

/** Loads the list of all workloads; run->site is open. */
int prepare_catalogue(struct run *run, struct error *err);

/** Settles architecture, engines and workloads; those that cannot run are named and left out. */
int prepare_run(struct run *run, struct error *err);

/** Notes what is worth knowing about the machine and the tools. */
void host_describe(struct facts *facts, const struct site *site);

/** Calibrates: chooses sizes, rounds and time limit, and learns the checksums. */
int sizing_run(struct run *run, struct error *err);

/* By how much a planted workload is larger, and the least size at which that is exact. */
enum { PLANT_PERCENT = 5, PLANT_SIZE_MIN = 20 };

/** Plants a slowdown where --plant says so. */
int plant_run(struct run *run, struct error *err);

/** Boots all engines, round by round, saving after each. */
int rounds_run(struct run *run, struct error *err);

/** Counts instructions and exits, in boots outside the rounds, and saves them. */
int metering_run(struct run *run, struct error *err);

/** Adds the boots that metering_run() will make to those that a calibration foresees. */
void metering_foresee(const struct run *run, struct calibration *calibration);

/** What metering_run() should take at the tasks' sizes, by the calibration. */
double metering_expected_ns(const struct run *run);

/**
 * Has native programs compute the checksums of tasks at their sizes. Where they cannot tell,
 * `checksum_known` becomes false.
 */
int checksums_learn(struct run *run, struct task *tasks, size_t count, struct error *err);

/** Decides which studies are made, and what each may take, by the calibration. */
void studies_plan(struct run *run);

/** What the studies should take. */
double studies_expected_ns(const struct run *run);

/** Makes the studies, and saves what they brought, after each of their rounds. */
int studies_run(struct run *run, struct error *err);

/**
 * Judges the samples of tasks whose checksum no reference tells: what most engines agree on is
 * right. Called at the end of each round.
 */
void agreement_judge(struct run *run);

/** Makes the directory for the results, checking that it can be written and holds no run. */
int results_open(struct run *run, struct error *err);

/** Writes all result files, and points results/latest at them. */
int results_save(struct run *run, struct error *err);

/** Removes the results' directory if nothing was written to it. */
void results_drop(const struct run *run);

/** Nanoseconds since the run began. */
uint64_t run_elapsed_ns(const struct run *run);

/** The action `run`. @return 0, or -1; err->status is the exit status either way */
int run_command(const struct bench_options *options, struct error *err);

/** The action `list`. */
int list_command(const struct bench_options *options, struct error *err);

/** The action `compare`: fails with STATUS_INVALID when the runs differ. */
int compare_command(const struct bench_options *options, struct error *err);

/** The action `self-check`: what a run of kvm against kvm-again says. */
int self_check_command(const struct bench_options *options, struct error *err);

/** The action `report`. */
int report_command(const struct bench_options *options, struct error *err);

/** Does what the command line asks for, by one of the above. @return 0, or -1 with the reason */
int bench_act(const struct bench_options *options, struct error *err);

#endif
