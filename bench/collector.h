/*
 * From the marks of one boot to its samples: which sample each mark belongs to, and whether it
 * counts. The order is known beforehand; a mark out of turn makes the rest invalid.
 */
#ifndef COLLECTOR_H
#define COLLECTOR_H

#include "clock.h"
#include "mark_parser.h"
#include "record.h"
#include "task.h"

/** A mark on both clocks. */
struct stamp {
    struct clock_moment at;
    uint64_t late_ns;          /* the most that waiting for a processor can have delayed it */
    uint64_t waited_before_ns; /* waits_ns() before that */
};

struct collector {
    const struct task *tasks;
    unsigned iterations; /* of each task */
    bool hypervisor;     /* whether the engine has one below the workloads */
    uint64_t tsc_hz;
    struct sample *samples; /* tasks × iterations, in order */
    size_t count;
    size_t next;               /* the sample whose mark comes next */
    uint64_t waited_before_ns; /* waits_ns() when the marks before the current ones came */
    uint64_t waited_ns;        /* and when the current ones did; both set by who feeds them */
    struct stamp begin;        /* its begin mark */
    struct stamp first;        /* the first begin mark of all */
    struct stamp last;         /* the last end mark so far */
    char error[120];           /* empty, or which mark was out of turn */
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
 * Ends the boot: holds its whole span to the clocks' bound, and gives the samples that never came
 * their outcome.
 */
void collector_end(struct collector *collector, enum outcome missing);

/** Whether samples are missing still. */
bool collector_lacks(const struct collector *collector);

#endif
