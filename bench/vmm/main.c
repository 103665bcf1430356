/*
 * bench-vmm: how much the monitor adds to what KVM itself costs. docs/performance.md explains.
 */
#include "arguments.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/status.h"
#include "description.h"
#include "kvm/kvm.h"
#include "measure.h"
#include "report.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

#define TSC_MEASURE_NS 100000000ull

/** The first two processors that we may use. */
static void find_processors(struct bench *bench)
{
    cpu_set_t set;
    unsigned found = 0;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return;
    for (int cpu = 0; cpu < CPU_SETSIZE && found < 2; cpu++)
        if (CPU_ISSET(cpu, &set))
            bench->cpu[found++] = cpu;
}

/** Measures the metrics that are wanted, and shows each. @return how many there are, or -1 */
static int measure_wanted(const struct arguments *arguments, const struct host *host,
                          struct result *results, struct error *err)
{
    int count = 0;
    for (unsigned i = 0; i < metric_count; i++) {
        if (!arguments_want(arguments, metrics[i].name))
            continue;
        if (measure(&results[count], &arguments->bench, &metrics[i], (unsigned)arguments->pairs,
                    arguments->seed, !host->simulated, err) < 0)
            return -1;
        report_row(stdout, &results[count++]);
    }
    return count;
}

/** Whether a target is missed, or something could not be measured that should have been. */
static bool falls_short(const struct result *results, int count)
{
    for (int i = 0; i < count; i++) {
        if (results[i].failed || results[i].verdict == VERDICT_MISSED)
            return true;
    }
    return false;
}

/** Measures, shows and saves. @return 0; 1 when something falls short: the table says what; -1 */
static int measure_all(const struct arguments *arguments, const struct host *host,
                       struct error *err)
{
    struct result *results = calloc(metric_count, sizeof *results);
    if (!results)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    report_head(stdout, host, (unsigned)arguments->pairs);
    int count = measure_wanted(arguments, host, results, err);
    int result = count < 0 ? -1 : falls_short(results, count);
    if (result >= 0) {
        report_foot(stdout, host, (unsigned)arguments->pairs);
        if (report_save(results, (unsigned)count, host, arguments->out, err) < 0)
            result = -1;
        else
            printf("\n%s/vmm.csv has the same\n", arguments->out);
    }
    free(results);
    return result;
}

/** As measure_all(). */
static int act(struct arguments *arguments, struct error *err)
{
    struct description about;
    struct kvm kvm;
    if (kvm_open(&kvm, err) < 0)
        return -1;
    kvm_close(&kvm);
    if (file_make_directory(arguments->out, err) < 0) /* before minutes of measuring */
        return -1;
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* what a killed program leaves is ours to reap */
    find_processors(&arguments->bench);
    int result = description_make(&about, &arguments->bench, err);
    if (result == 0) {
        arguments->bench.tsc_hz = clock_measure_hz(TSC_MEASURE_NS);
        result = measure_all(arguments, &about.host, err);
    }
    description_free(&about);
    return result;
}

int main(int argc, char *argv[])
{
    struct arguments arguments;
    struct error err = {0};
    int result = arguments_parse(&arguments, argc, argv, &err);
    if (result == 0 && arguments.help)
        fputs(arguments_usage, stdout);
    else if (result == 0)
        result = act(&arguments, &err);
    if (result >= 0 && file_check_stdout(&err) < 0)
        result = -1;
    if (result < 0)
        fprintf(stderr, "bench-vmm: %s\n", err.text);
    return result < 0 ? err.status : result > 0 ? STATUS_INVALID : STATUS_OK;
}
