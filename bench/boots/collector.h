/*
 * From the marks of one boot to its samples: which sample each mark belongs to, and whether it
 * counts. The order is known beforehand; a mark out of turn makes the rest invalid.
 */
#ifndef COLLECTOR_H
#define COLLECTOR_H

#include "base/clock.h"
#include "marks/mark_parser.h"
#include "marks/task.h"
#include "record/record.h"

/**
 * The most punctual of some marks: the one that the driver saw soonest after the guest's time in
 * it. Marks come late by chance, never early, so that this one tells the two clocks' distance best.
 */
struct punctual {
    struct clock_moment at; /* ns is 0 while there is none */
    int64_t behind_ns;      /* the driver's clock less the guest's, counted from its first mark */
    uint64_t late_ns;       /* for how long the driver waited for a processor before reading it */
};

struct collector {
    const struct task *tasks;
    unsigned iterations; /* of each task */
    bool hypervisor;     /* whether the engine has one below the workloads */
    bool untimed;        /* its counter is no clock: it is not held to the driver's */
    bool driver_times;   /* nor is it; the driver's clock alone times its samples */
    bool failed;         /* a `fail` came */
    uint64_t tsc_hz;
    uint64_t tsc_origin;    /* the guest's counter in its first begin mark */
    struct sample *samples; /* tasks × iterations, in order */
    size_t count;
    size_t next;                 /* the sample whose mark comes next */
    uint64_t waited_before_ns;   /* waits_ns() when the marks before the current ones came */
    uint64_t waited_ns;          /* and when the current ones did; both set by who feeds them */
    uint64_t late_ns;            /* how long the driver alone waited before it read them */
    uint64_t first_late_ns;      /* and before it read the first byte of the current one */
    uint64_t begin_ns;           /* when its begin mark had come */
    uint64_t begin_waited_ns;    /* waits_ns() before that */
    uint64_t begin_late_ns;      /* late_ns then */
    struct punctual punctual[2]; /* of the first half of the samples, and of the second */
    char error[120];             /* empty, or which mark was out of turn */
};

/**
 * Lays out the samples of a boot, all of them missing yet, but for those whose workload makes no
 * sense on the engine.
 * @param boot  gives round, order, engine and architecture
 */
void collector_begin(struct collector *collector, const struct boot *boot, size_t tasks);

/** Takes a mark (a mark_taker; `owner` is the collector). */
void collector_take(void *owner, const struct mark *mark);

/**
 * Ends the boot: holds the clocks' advance from its first half to its second to their bound, and
 * gives the samples that never came their outcome.
 * @return whether the clocks kept to it; where they did not, no sample of the boot counts
 */
bool collector_end(struct collector *collector, enum outcome missing);

/** Whether samples are missing still. */
bool collector_lacks(const struct collector *collector);

#endif
