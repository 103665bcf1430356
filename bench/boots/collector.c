#include "collector.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct task *task_of(const struct collector *collector, size_t sample)
{
    return &collector->tasks[sample / collector->iterations];
}

/** Moves on to the next sample that is still to come. */
static void advance(struct collector *collector)
{
    while (collector->next < collector->count &&
           collector->samples[collector->next].outcome != OUTCOME_MISSING)
        collector->next++;
}

static void lay_out(const struct collector *collector, const struct boot *boot, size_t index)
{
    const struct task *task = task_of(collector, index);
    struct sample *sample = &collector->samples[index];
    *sample = (struct sample){
        .round = boot->round,
        .order = boot->order,
        .size = task->size,
        .iteration = (uint32_t)(index % collector->iterations),
        .warmup = index % collector->iterations == 0,
        .tsc_hz = collector->driver_times ? 0 : collector->tsc_hz,
        .outcome = task->needs_hypervisor && !collector->hypervisor ? OUTCOME_UNSUPPORTED
                                                                    : OUTCOME_MISSING,
    };
    snprintf(sample->engine, sizeof sample->engine, "%s", boot->engine);
    snprintf(sample->arch, sizeof sample->arch, "%s", boot->arch);
    snprintf(sample->workload, sizeof sample->workload, "%s", task->workload);
}

void collector_begin(struct collector *collector, const struct boot *boot, size_t tasks)
{
    collector->count = tasks * collector->iterations;
    for (size_t i = 0; i < collector->count; i++)
        lay_out(collector, boot, i);
    collector->next = 0;
    advance(collector);
}

static void refuse(struct collector *collector, const char *what, const struct mark *mark)
{
    snprintf(collector->error, sizeof collector->error,
             "%s of %s:%" PRIu32 ", iteration %" PRIu32 ", was not to come now", what, mark->name,
             mark->size, mark->iteration);
}

/** The sample that a mark speaks of; NULL when it is not its turn. */
static struct sample *whose(struct collector *collector, const char *what, const struct mark *mark)
{
    if (collector->next < collector->count) {
        struct sample *sample = &collector->samples[collector->next];
        if (strcmp(sample->workload, mark->name) == 0 && sample->size == mark->size &&
            sample->iteration == mark->iteration)
            return sample;
    }
    refuse(collector, what, mark);
    return NULL;
}

static void take_boot(struct collector *collector, const struct mark *mark)
{
    if (collector->count > 0 && strcmp(collector->samples[0].arch, mark->name) != 0)
        snprintf(collector->error, sizeof collector->error, "the marks are those of a guest for %s",
                 mark->name);
}

/** Keeps a mark if it is the most punctual of its half of the boot. */
static void weigh(struct collector *collector, uint64_t ns, uint64_t tsc, uint64_t late_ns)
{
    struct punctual *best = &collector->punctual[collector->next >= collector->count / 2];
    uint64_t guest_ns = clock_ticks_to_ns(tsc - collector->tsc_origin, collector->tsc_hz);
    int64_t behind_ns = (int64_t)(ns - guest_ns);
    if (best->at.ns == 0 || behind_ns < best->behind_ns)
        *best = (struct punctual){
            .at = {.ns = ns, .tsc = tsc}, .behind_ns = behind_ns, .late_ns = late_ns};
}

static void take_begin(struct collector *collector, const struct mark *mark)
{
    if (!whose(collector, "the begin", mark))
        return;
    collector->begin_ns = mark->last_ns;
    collector->begin_waited_ns = collector->waited_before_ns;
    collector->begin_late_ns = collector->late_ns;
    if (collector->punctual[0].at.ns == 0)
        collector->tsc_origin = mark->tsc_begin;
    weigh(collector, mark->last_ns, mark->tsc_begin, collector->late_ns);
}

/** Whether the guest's clock bears out the driver's; where it has none, whether the driver's can be
 * trusted: it was not kept from reading the marks when they came. */
static bool clocks_hold(const struct collector *collector, const struct sample *sample)
{
    uint64_t waited_ns = collector->waited_ns - collector->begin_waited_ns;
    uint64_t late_ns = collector->begin_late_ns + collector->first_late_ns;
    if (collector->untimed)
        return true;
    if (collector->driver_times)
        return clock_agree(sample->wall_ns + late_ns, sample->wall_ns, 0);
    return clock_agree(sample->guest_ns, sample->wall_ns, waited_ns);
}

static enum outcome judge(const struct collector *collector, const struct sample *sample)
{
    const struct task *task = task_of(collector, collector->next);
    if (task->checksum_known && task->checksum != sample->checksum)
        return OUTCOME_CHECKSUM;
    return sample->clocks_apart ? OUTCOME_CLOCK : OUTCOME_OK;
}

static void take_end(struct collector *collector, const struct mark *mark)
{
    struct sample *sample = whose(collector, "the end", mark);
    if (!sample)
        return;
    sample->tsc_begin = mark->tsc_begin;
    sample->tsc_end = mark->tsc_end;
    if (sample->tsc_hz > 0)
        sample->guest_ns = clock_ticks_to_ns(mark->tsc_end - mark->tsc_begin, sample->tsc_hz);
    sample->begin_ns = collector->begin_ns;
    sample->wall_ns = mark->first_ns - collector->begin_ns;
    sample->checksum = mark->checksum;
    sample->clocks_apart = !clocks_hold(collector, sample);
    sample->outcome = judge(collector, sample);
    weigh(collector, mark->first_ns, mark->tsc_end, collector->first_late_ns);
    advance(collector);
}

static enum outcome reason(const struct mark *mark)
{
    enum outcome outcome = OUTCOME_FAILED;
    outcome_find(mark->reason, &outcome);
    /* Engines without a hypervisor are not asked for what needs one, so nothing that was asked
     * for may be refused as having no meaning. */
    return outcome == OUTCOME_UNSUPPORTED ? OUTCOME_FAILED : outcome;
}

/** A failure ends its task: the iterations that would have followed share it. */
static void take_fail(struct collector *collector, const struct mark *mark)
{
    struct sample *sample = whose(collector, "the failure", mark);
    if (!sample)
        return;
    size_t task = collector->next / collector->iterations;
    collector->failed = true;
    for (size_t i = collector->next; i < (task + 1) * collector->iterations; i++)
        collector->samples[i].outcome = reason(mark);
    advance(collector);
}

void collector_take(void *owner, const struct mark *mark)
{
    struct collector *collector = owner;
    if (collector->error[0])
        return;
    switch (mark->kind) {
    case MARK_BOOT:
        take_boot(collector, mark);
        break;
    case MARK_BEGIN:
        take_begin(collector, mark);
        break;
    case MARK_END:
        take_end(collector, mark);
        break;
    case MARK_FAIL:
        take_fail(collector, mark);
        break;
    case MARK_DONE:
        break;
    }
}

/**
 * Whether the clocks advanced alike from the first half to the second. A span so short that the
 * fixed slack governs says nothing: its few marks may have been held up all at once.
 */
static bool span_agrees(const struct collector *collector)
{
    const struct clock_moment *early = &collector->punctual[0].at;
    const struct clock_moment *late = &collector->punctual[1].at;
    if (collector->untimed || collector->driver_times || early->ns == 0 || late->ns == 0)
        return true;
    uint64_t guest_ns = clock_ticks_to_ns(late->tsc - early->tsc, collector->tsc_hz);
    uint64_t wall_ns = late->ns - early->ns;
    uint64_t late_ns = collector->punctual[0].late_ns + collector->punctual[1].late_ns;
    return wall_ns < CLOCK_SPAN_MIN_NS || clock_agree(guest_ns, wall_ns, late_ns);
}

bool collector_end(struct collector *collector, enum outcome missing)
{
    bool agree = span_agrees(collector);
    for (size_t i = 0; i < collector->count; i++) {
        struct sample *sample = &collector->samples[i];
        if (sample->outcome == OUTCOME_MISSING)
            sample->outcome = missing;
        sample->clocks_apart |= !agree;
        if (sample->outcome == OUTCOME_OK && sample->clocks_apart)
            sample->outcome = OUTCOME_CLOCK;
    }
    return agree;
}

bool collector_lacks(const struct collector *collector)
{
    return collector->next < collector->count;
}
