/*
 * The timer over a minute: 6,000 interrupts at 100 Hz take 60 s of the host's clock, exact within
 * one tick: for one VM and for four at once, with both interrupt controllers, all measured at the
 * same time.
 */
#include "error.h"
#include "harness/host.h"
#include "harness/report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define TICKS_GUEST "build/tests/guests/real_ticks.bin"

/* What the guest asks for: 6,000 periods of 11,932 clocks at 1,193,182 Hz (Intel 8254). */
#define TICKS     6000
#define TICK_RATE (1193182.0 / 11932)

enum { RUNS = 4, VMS = 4 };

static const struct {
    const char *name, *irqchip;
    unsigned vms;
} runs[RUNS] = {
    {"1 VM, --irqchip user", "user", 1},
    {"1 VM, --irqchip kernel", "kernel", 1},
    {"4 VMs, --irqchip user", "user", 4},
    {"4 VMs, --irqchip kernel", "kernel", 4},
};

/* The line that VM `vm` prints: its name stands before it when there are several. */
static void line_of(char line[64], unsigned vms, unsigned vm, const char *text)
{
    if (vms == 1)
        snprintf(line, 64, "%s\n", text);
    else
        snprintf(line, 64, "real_ticks#%u | %s\n", vm, text);
}

static void check_vm(const struct process *process, unsigned run, unsigned vm)
{
    char begin[64], end[64];
    line_of(begin, runs[run].vms, vm, "begin");
    line_of(end, runs[run].vms, vm, "end");
    double seconds = process_time_of(process, end) - process_time_of(process, begin);
    double ticks = seconds * TICK_RATE;
    report_note("%s, VM %u: %.4f s for %d ticks, off by %+.2f ticks", runs[run].name, vm, seconds,
                TICKS, TICKS - ticks);
    ck_assert_msg(fabs(round(ticks) - TICKS) <= 1, "%s, VM %u: %d interrupts in the time of %.2f",
                  runs[run].name, vm, TICKS, ticks);
}

START_TEST(a_minute_at_100_hz_is_exact)
{
    struct process processes[RUNS];
    require_kvm();
    for (unsigned i = 0; i < RUNS; i++) {
        const char *arguments[3 + VMS] = {"--irqchip", runs[i].irqchip};
        for (unsigned vm = 0; vm < runs[i].vms; vm++)
            arguments[2 + vm] = TICKS_GUEST;
        vmm_start(&processes[i], &(struct command){.limit_s = 90}, arguments);
    }
    process_wait_all(processes, RUNS);
    for (unsigned i = 0; i < RUNS; i++) {
        must_end_with(&processes[i], STATUS_OK);
        for (unsigned vm = 0; vm < runs[i].vms; vm++)
            check_vm(&processes[i], i, vm);
        report_note("%s: %.2f %% of one processor", runs[i].name,
                    100 * process_cpu_seconds(&processes[i]) / process_seconds(&processes[i]));
        process_free(&processes[i]);
    }
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("timer");
    TCase *tests = report_case(suite, "timer", 150);
    tcase_add_test(tests, a_minute_at_100_hz_is_exact);
    return report_run(argv[0], suite);
}
