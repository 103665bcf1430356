#include "results.h"

#include "base/file.h"
#include "report/precision.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RESULTS "results"

/** Names the directory: the one asked for, or results/<time>-<arch>. */
static int name_directory(struct run *run, struct error *err)
{
    char stamp[40];
    time_t now = time(NULL);
    struct tm utc;
    int length;
    strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", gmtime_r(&now, &utc));
    if (run->options->out)
        length = snprintf(run->directory, sizeof run->directory, "%s", run->options->out);
    else
        length = snprintf(run->directory, sizeof run->directory, RESULTS "/%s-%s", stamp,
                          arch_name(run->site.arch));
    if (length >= (int)sizeof run->directory)
        return fail(err, STATUS_USAGE, "--out: the path is too long");
    while (length > 1 && run->directory[length - 1] == '/')
        run->directory[--length] = '\0';
    return 0;
}

int results_open(struct run *run, struct error *err)
{
    char samples[PATH_MAX + 16];
    if (name_directory(run, err) != 0)
        return -1;
    run->made = access(run->directory, F_OK) != 0;
    if (file_make_directory(run->directory, err) != 0)
        return -1;
    snprintf(samples, sizeof samples, "%s/samples.csv", run->directory);
    if (access(samples, F_OK) == 0)
        return fail(err, STATUS_IO, "%s holds a run already; choose another --out, or remove it",
                    run->directory);
    if (access(run->directory, W_OK | X_OK) != 0)
        return fail(err, STATUS_IO, "%s cannot be written to; choose another --out",
                    run->directory);
    return 0;
}

/** Points results/latest at a run that lies in a directory results/, unless it is called that. */
static int link_latest(struct run *run, struct error *err)
{
    char path[PATH_MAX + 16];
    const char *name = strrchr(run->directory, '/');
    if (!name || strcmp(name, "/latest") == 0)
        return 0;
    int parent = (int)(name - run->directory);
    if (parent < (int)strlen(RESULTS) ||
        strncmp(name - strlen(RESULTS), RESULTS, strlen(RESULTS)) != 0 ||
        (parent > (int)strlen(RESULTS) && name[-(int)strlen(RESULTS) - 1] != '/'))
        return 0;
    snprintf(path, sizeof path, "%.*s/latest", parent, run->directory);
    return file_relink(path, name + 1, err);
}

static void note_clock(struct run *run)
{
    uint64_t hz = clock_rate_hz(run->started, clock_moment());
    double drift = ((double)hz - (double)run->tsc_hz) / (double)run->tsc_hz * 1e6;
    facts_set(&run->facts, "elapsed_s", "%.1f", (double)run_elapsed_ns(run) / 1e9);
    facts_set(&run->facts, "tsc_hz_over_run", "%llu", (unsigned long long)hz);
    facts_set(&run->facts, "stolen_percent", "%.2f",
              host_stolen_percent(run->started_ticks, host_ticks()));
    facts_set(&run->facts, "tsc_drift_ppm", "%.1f", drift < 0 ? -drift : drift);
}

int results_save(struct run *run, struct error *err)
{
    struct summary summary = {0};
    note_clock(run);
    int result = record_save(&run->record, run->directory, err);
    if (result == 0)
        result = facts_save(&run->facts, run->directory, err);
    if (result == 0)
        result = report_write(&summary, &run->record, &run->facts, run->directory, err);
    run->settled = result == 0 && precision_reached(&summary);
    summary_free(&summary);
    if (result == 0 && !run->linked) {
        result = link_latest(run, err);
        run->linked = result == 0;
    }
    return result;
}

void results_drop(const struct run *run)
{
    if (run->made && run->record.boots == 0)
        rmdir(run->directory);
}
