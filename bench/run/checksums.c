/*
 * What every engine has to come to: the native program, which has no virtual machine that could go
 * wrong, computes the same work once.
 */
#include "checksums.h"

#include "engines/engines.h"

#include <stdlib.h>

/** Which native program tells the checksums: that of the run's architecture if it runs. */
static enum arch reference_arch(const struct run *run)
{
    struct site site = run->site;
    struct facts unused = {0};
    struct error why = {0};
    bool runs = engine_native.check(&site, &unused, &why) == 0;
    facts_free(&unused);
    return runs ? site.arch : site.arch == ARCH_I386 ? ARCH_X86_64 : ARCH_I386;
}

/** Runs the tasks natively, once each. */
static int compute(struct run *run, const struct task *tasks, size_t count, struct sample *samples,
                   struct error *err)
{
    struct site site = run->site;
    struct boot boot = {0};
    char trouble[BOOT_TROUBLE_MAX];
    struct boot_plan plan = {
        .engine = &engine_native,
        .site = &site,
        .tasks = tasks,
        .task_count = count,
        .iterations = 1,
        .tsc_hz = run->tsc_hz,
        .limit_ns = run->limit_ns,
    };
    site.arch = reference_arch(run);
    facts_set(&run->facts, "checksum_reference",
              "native %s; where that cannot tell, what most engines agree on",
              arch_name(site.arch));
    if (boot_run(&plan, &boot, samples, trouble, err) != 0)
        return -1;
    if (boot.outcome != OUTCOME_OK && boot.outcome != OUTCOME_UNSUPPORTED)
        progress_say(&run->progress, "kvm-bench: no reference for all checksums: %s", trouble);
    return 0;
}

int checksums_learn(struct run *run, struct task *tasks, size_t count, struct error *err)
{
    struct sample *samples = calloc(count, sizeof *samples);
    if (!samples)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; i < count; i++)
        tasks[i].checksum_known = false;
    progress_show(&run->progress, "expected checksums");
    int result = compute(run, tasks, count, samples, err);
    for (size_t i = 0; result == 0 && i < count; i++) {
        tasks[i].checksum_known = outcome_timed(samples[i].outcome);
        tasks[i].checksum = samples[i].checksum;
    }
    free(samples);
    return result;
}
