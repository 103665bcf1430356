/*
 * Clock and boots that are played, in the places of base/clock.c and boots/boot.c: a boot takes as
 * long as it is told to, whatever else this machine does.
 */
#ifndef TESTS_UNIT_PLAYED_BOOTS_H
#define TESTS_UNIT_PLAYED_BOOTS_H

#include "base/clock.h"
#include "boots/boot.h"
#include "engines/engines.h"

#include <stdio.h>
#include <string.h>

#define S 1000000000ull

/* ---- the clock: one of time and counter, which boots alone advance ------------------------- */

static uint64_t now_ns = S;

uint64_t clock_ns(void)
{
    return now_ns;
}

uint64_t clock_tsc(void)
{
    return now_ns;
}

struct clock_moment clock_moment(void)
{
    return (struct clock_moment){.ns = now_ns, .tsc = now_ns};
}

uint64_t clock_rate_hz(struct clock_moment from, struct clock_moment to)
{
    (void)from, (void)to;
    return S;
}

uint64_t clock_measure_hz(uint64_t span_ns)
{
    now_ns += span_ns;
    return S;
}

uint64_t clock_ticks_to_ns(uint64_t ticks, uint64_t hz)
{
    (void)hz;
    return ticks;
}

bool clock_agree(uint64_t guest_ns, uint64_t wall_ns, uint64_t waited_ns)
{
    (void)guest_ns, (void)wall_ns, (void)waited_ns;
    return true;
}

/* ---- the boots ----------------------------------------------------------------------------- */

/* What a boot takes besides its work, and until its first byte. */
enum { BOOT_NS = 500000000, FIRST_BYTE_NS = 400000000 };

static struct {
    double later;               /* how much longer all takes in the rounds than before them */
    double noise;               /* by how much native differs from one round to the next */
    const struct engine *hangs; /* NULL: none */
    uint64_t reference_limit_ns;
} played;

/** What a unit of work takes in a boot. */
static double unit_ns(const struct engine *engine, unsigned round)
{
    double usual_ns = engine == &engine_tcg_1insn ? 1000 : engine == &engine_native ? 10 : 100;
    double noise = engine == &engine_native && round % 2 == 1 ? played.noise : 0;
    return usual_ns * (1 + noise) * (round > 0 ? played.later : 1);
}

/** Fills in a sample that took so long from now on, or that never came. */
static struct sample sample_of(const struct boot_plan *plan, const struct boot *boot, size_t i,
                               uint64_t took_ns, enum outcome outcome)
{
    const struct task *task = &plan->tasks[i / plan->iterations];
    struct sample sample = {.round = boot->round,
                            .order = boot->order,
                            .arch = "i386",
                            .size = task->size,
                            .iteration = (uint32_t)(i % plan->iterations),
                            .warmup = i % plan->iterations == 0,
                            .tsc_begin = now_ns,
                            .tsc_end = now_ns + took_ns,
                            .tsc_hz = S,
                            .guest_ns = took_ns,
                            .wall_ns = took_ns,
                            .checksum = 1,
                            .outcome = outcome};
    strcpy(sample.engine, boot->engine);
    strcpy(sample.workload, task->workload);
    return sample;
}

static void play(const struct boot_plan *plan, struct boot *boot, struct sample *samples,
                 enum outcome outcome)
{
    uint64_t begin_ns = now_ns;
    strcpy(boot->engine, plan->engine->name);
    strcpy(boot->arch, "i386");
    boot->max_rss_kib = boot->exits = -1;
    boot->outcome = outcome;
    for (size_t i = 0; i < plan->task_count * plan->iterations; i++) {
        const struct task *task = &plan->tasks[i / plan->iterations];
        uint64_t took_ns = (uint64_t)(unit_ns(plan->engine, boot->round) * task->size);
        samples[i] = sample_of(plan, boot, i, took_ns, outcome);
        now_ns += outcome == OUTCOME_OK ? took_ns : 0;
    }
    if (outcome == OUTCOME_OK)
        now_ns += (uint64_t)(BOOT_NS * (boot->round > 0 ? played.later : 1));
    if (outcome == OUTCOME_TIMEOUT)
        now_ns += plan->limit_ns;
    boot->wall_ns = now_ns - begin_ns;
    boot->first_byte_ns = FIRST_BYTE_NS;
}

int boot_run(const struct boot_plan *plan, struct boot *boot, struct sample *samples, char *trouble,
             struct error *err)
{
    (void)err;
    bool hangs = plan->engine == played.hangs;
    if (plan->engine == &engine_native && plan->iterations == 1)
        played.reference_limit_ns = plan->limit_ns;
    play(plan, boot, samples, hangs ? OUTCOME_TIMEOUT : OUTCOME_OK);
    strcpy(trouble, hangs ? "it hangs" : "");
    return 0;
}

void boot_skip(const struct boot_plan *plan, struct boot *boot, struct sample *samples)
{
    play(plan, boot, samples, OUTCOME_SKIPPED);
}

#endif
