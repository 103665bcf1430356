#include "metrics.h"

#include "ports.h"
#include "resident.h"
#include "statistics/statistics.h"
#include "trial.h"

#include <errno.h>
#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VMS = 4, SHOTS = 32, TIMER_COUNT = 1193 /* in guests/interrupt.S */ };

/** Builds the command that runs a guest on one side; "hello" is the shipped one. */
static struct command command_for(const struct bench *bench, enum side side, const char *guest)
{
    struct command command = {0};
    command_add(&command, "%s", side == MONITOR ? bench->monitor : bench->bare);
    if (strcmp(guest, "hello") == 0)
        command_add(&command, "%s", bench->hello);
    else
        command_add(&command, "%s/%s.bin", bench->guests, guest);
    return command;
}

static int run_guest(const struct bench *bench, const struct metric *metric, enum side side,
                     struct trial *trial, struct error *err)
{
    struct command command = command_for(bench, side, metric->guest);
    int result = trial_run(trial, &command, err);
    command_free(&command);
    return result;
}

/** Adds the "COUNT TICKS" that a measuring guest ends with, behind a VM's name or not. */
static int add_rate(const char *line, double tsc_hz, double *sum, struct error *err)
{
    uint64_t count, ticks;
    const char *bar = strstr(line, "| ");
    if (sscanf(bar ? bar + 2 : line, "%" SCNu64 " %" SCNu64, &count, &ticks) != 2 || count == 0 ||
        ticks == 0 || ticks == UINT32_MAX)
        return fail(err, STATUS_OS_ERROR, "a guest reported no rate: %s", line);
    *sum += (double)count * tsc_hz / (double)ticks;
    return 0;
}

int metrics_add_rates(char *text, unsigned guests, double tsc_hz, double *sum, struct error *err)
{
    unsigned reported = 0;
    for (char *line; (line = strsep(&text, "\n")) && *line; reported++) {
        if (add_rate(line, tsc_hz, sum, err) < 0)
            return -1;
    }
    if (reported != guests)
        return fail(err, STATUS_OS_ERROR, "%u of %u guests reported a rate", reported, guests);
    return 0;
}

/** Times a second that the guest did what it does, by its own clock. */
static int rate(const struct bench *bench, const struct metric *metric, enum side side,
                double *figure, struct error *err)
{
    struct trial trial;
    *figure = 0;
    if (run_guest(bench, metric, side, &trial, err) < 0)
        return -1;
    return metrics_add_rates(trial.text.text, 1, (double)bench->tsc_hz, figure, err);
}

/** Bytes a second as they arrive here: what the guest could put down somewhere does not count. */
static int throughput(const struct bench *bench, const struct metric *metric, enum side side,
                      double *figure, struct error *err)
{
    struct trial trial;
    if (run_guest(bench, metric, side, &trial, err) < 0)
        return -1;
    if (trial.span_ns == 0 || trial.bytes == 0)
        return fail(err, STATUS_OS_ERROR, "all output came at once: the span is too short");
    *figure = (double)trial.bytes / (double)trial.span_ns * 1e3;
    return 0;
}

/** The median time in microseconds from the moment the timer is due to the handler. */
static int latency(const struct bench *bench, const struct metric *metric, enum side side,
                   double *figure, struct error *err)
{
    struct trial trial;
    double shot[SHOTS], due_us = 1e6 * TIMER_COUNT / PIT_HZ;
    unsigned shots = 0;
    if (run_guest(bench, metric, side, &trial, err) < 0)
        return -1;
    char *rest = trial.text.text;
    for (char *line; shots < SHOTS && (line = strsep(&rest, "\n")) && *line; shots++)
        shot[shots] = strtod(line, NULL) / (double)bench->tsc_hz * 1e6 - due_us;
    if (shots < SHOTS)
        return fail(err, STATUS_OS_ERROR, "%u of %d interrupts were reported", shots, SHOTS);
    *figure = statistics_median(shot, shots);
    return 0;
}

/** Milliseconds to the first byte; 0, which is no figure, where none came. */
static int first_byte(const struct bench *bench, const struct metric *metric, enum side side,
                      double *figure, struct error *err)
{
    struct trial trial;
    int result = run_guest(bench, metric, side, &trial, err);
    *figure = (double)trial.first_ns / 1e6;
    return result;
}

static int whole_run(const struct bench *bench, const struct metric *metric, enum side side,
                     double *figure, struct error *err)
{
    struct trial trial;
    int result = run_guest(bench, metric, side, &trial, err);
    *figure = (double)trial.wall_ns / 1e6;
    return result;
}

static int resident(const struct bench *bench, const struct metric *metric, enum side side,
                    double *figure, struct error *err)
{
    unsigned vms = strcmp(metric->name, "memory") == 0 ? 1 : VMS;
    (void)side;
    return resident_besides_guests(bench->monitor, bench->guests, vms, figure, err);
}

/** What four VMs of one monitor do, or two monitors with one VM each, on the same processors. */
static int work_together(const struct bench *bench, enum side side, const char *guest,
                         double *figure, struct error *err)
{
    unsigned programs = side == MONITOR ? 1 : 2;
    struct command commands[2] = {0};
    struct trial trials[2];
    for (unsigned i = 0; i < programs; i++) {
        commands[i] = command_for(bench, MONITOR, guest);
        for (unsigned vm = 1; side == MONITOR && vm < VMS; vm++)
            command_add(&commands[i], "%s/%s.bin", bench->guests, guest);
    }
    int result = trial_run_together(trials, commands, programs, err);
    *figure = 0;
    for (unsigned i = 0; i < programs && result == 0; i++)
        result = metrics_add_rates(trials[i].text.text, side == MONITOR ? VMS : 1,
                                   (double)bench->tsc_hz, figure, err);
    for (unsigned i = 0; i < programs; i++)
        command_free(&commands[i]);
    return result;
}

static int on_two_processors(const struct bench *bench, const struct metric *metric, enum side side,
                             double *figure, struct error *err)
{
    cpu_set_t before, two;
    if (bench->cpu[1] < 0) {
        fail(err, STATUS_OS_ERROR, "this needs two processors");
        return 1;
    }
    CPU_ZERO(&two);
    CPU_SET(bench->cpu[0], &two);
    CPU_SET(bench->cpu[1], &two);
    if (sched_getaffinity(0, sizeof before, &before) != 0 ||
        sched_setaffinity(0, sizeof two, &two) != 0) /* the programs inherit it */
        return fail(err, STATUS_OS_ERROR, "cannot keep programs to two processors: %s",
                    strerror(errno));
    int result = work_together(bench, side, metric->guest, figure, err);
    if (sched_setaffinity(0, sizeof before, &before) != 0 && result == 0)
        result = fail(err, STATUS_OS_ERROR, "cannot give the processors back: %s", strerror(errno));
    return result;
}

/* clang-format off */
const struct metric metrics[] = {
    {"exits", "exits by a port without a device", "/s", "exits", false, true, 0.97, rate},
    {"hypercall", "exits to a device, 0xe9 read", "/s", "hypercall", false, true, 0.97, rate},
    {"console", "console, by string instructions", "MB/s", "strings", false, true, 10, throughput},
    {"console_bytes", "console, byte by byte", "MB/s", "bytes", false, true, 0, throughput},
    {"interrupt", "timer due to handler", "us", "interrupt", false, false, 0, latency},
    {"first_byte", "start to first guest byte", "ms", "hello", false, false, 0, first_byte},
    {"start_to_exit", "hello.bin, start to exit", "ms", "hello", false, false, 1.5, whole_run},
    {"quit", "a guest that ends at once", "ms", "quit", false, false, 0, whole_run},
    {"memory", "resident besides the guest, 1 VM", "KiB", "sleep", true, false, 3072, resident},
    {"memory_4", "resident besides guests, 4 VMs", "KiB", "sleep", true, false, 3072, resident},
    {"four_vms", "4 VMs on 2 processors, work", "/s", "work", false, true, 0.95, on_two_processors},
};
/* clang-format on */

const unsigned metric_count = sizeof metrics / sizeof metrics[0];
