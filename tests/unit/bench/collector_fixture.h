/* For tests of the collector: a boot of three tasks, and their marks. */
#ifndef TESTS_UNIT_COLLECTOR_FIXTURE_H
#define TESTS_UNIT_COLLECTOR_FIXTURE_H

#include "boots/collector.h"
#include "unit/run_tests.h"

#include <string.h>

#define HZ 1000000000ull /* a tick is a nanosecond */
#define MS 1000000ull

enum { ITERATIONS = 3, TASKS = 3, SAMPLES = ITERATIONS * TASKS };

static const struct task tasks[TASKS] = {
    {.workload = "one", .size = 10, .checksum_known = true, .checksum = 1},
    {.workload = "outside", .size = 20, .needs_hypervisor = true},
    {.workload = "two", .size = 30, .checksum_known = true, .checksum = 2},
};

static struct sample samples[SAMPLES];

static inline struct collector begin(bool hypervisor)
{
    struct boot boot = {.round = 4, .order = 2, .engine = "kvm", .arch = "i386"};
    struct collector collector = {.tasks = tasks,
                                  .iterations = ITERATIONS,
                                  .hypervisor = hypervisor,
                                  .tsc_hz = HZ,
                                  .samples = samples};
    collector_begin(&collector, &boot, TASKS);
    return collector;
}

/** Sends a begin and an end: the guest's clock and the driver's each from a start on. */
static inline void send(struct collector *collector, const struct task *task, uint32_t iteration,
                        uint64_t guest_ns[2], uint64_t wall_ns[2])
{
    struct mark mark = {.kind = MARK_BEGIN,
                        .size = task->size,
                        .iteration = iteration,
                        .tsc_begin = guest_ns[0],
                        .first_ns = wall_ns[0],
                        .last_ns = wall_ns[0]};
    strcpy(mark.name, task->workload);
    collector_take(collector, &mark);
    mark.kind = MARK_END;
    mark.tsc_end = guest_ns[1];
    mark.first_ns = mark.last_ns = wall_ns[1];
    mark.checksum = task->checksum;
    collector_take(collector, &mark);
}

/**
 * Sends all iterations of all tasks, each of the same length by the wall clock.
 * @param rate  of the guest's clock: 1 is right
 */
static inline void send_all(struct collector *collector, uint64_t length_ns, double rate)
{
    uint64_t now_ns = 1000 * MS;
    for (unsigned task = 0; task < TASKS; task++) {
        for (uint32_t i = 0; i < ITERATIONS; i++) {
            uint64_t wall_ns[2] = {now_ns, now_ns + length_ns};
            uint64_t guest_ns[2] = {(uint64_t)((double)wall_ns[0] * rate),
                                    (uint64_t)((double)wall_ns[1] * rate)};
            send(collector, &tasks[task], i, guest_ns, wall_ns);
            now_ns += length_ns + MS;
        }
    }
}

static inline size_t count(enum outcome outcome)
{
    size_t found = 0;
    for (int i = 0; i < SAMPLES; i++)
        found += samples[i].outcome == outcome;
    return found;
}

#endif
