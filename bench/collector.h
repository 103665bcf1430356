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

struct collector {
    const struct task *tasks;
    unsigned iterations; /* of each task */
    bool hypervisor;     /* whether the engine has one below the workloads */
    uint64_t tsc_hz;
    struct sample *samples; /* tasks × iterations, in order */
    size_t count;
    size_t next;               /* the sample whose mark comes next */
    uint64_t begin_ns;         /* when its begin mark had come */
    struct clock_moment first; /* the boot mark on both clocks */
    struct clock_moment last;  /* the last end mark */
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
