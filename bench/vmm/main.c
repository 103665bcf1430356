/*
 * bench-vmm: how much the monitor adds to what KVM itself costs. docs/performance.md explains.
 */
#include "base/clock.h"
#include "base/number.h"
#include "base/status.h"
#include "host/host_cpu.h"
#include "kvm.h"
#include "process/output.h"
#include "report.h"

#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <time.h>

static const char usage[] =
    "usage: bench-vmm [OPTIONS] [METRIC]…   measure kvm-vmm against a bare KVM_RUN loop\n"
    "\n"
    "  --pairs N        pairs of runs of each metric (15)\n"
    "  --out DIR        where to put vmm.csv (results/vmm)\n"
    "  --monitor PATH   the kvm-vmm to measure (./kvm-vmm)\n"
    "  --bare PATH      the program to measure it against (build/bench/vmm/bare)\n"
    "  --guests DIR     the measuring guests (build/bench/vmm/guests)\n"
    "  --seed N         of the order within pairs and of the intervals (from the clock)\n"
    "  -h, --help\n"
    "\n"
    "Exit status: 0 all was measured, and no target is missed; 1 a target is missed, or something\n"
    "could not be measured; 64 usage; 69 no KVM here; 74 vmm.csv cannot be written.\n";

struct arguments {
    struct bench bench;
    const char *out;
    uint64_t pairs, seed;
    char *const *names; /* of the metrics wanted; none: all */
    bool help;
};

enum { OPT_PAIRS = 256, OPT_OUT, OPT_MONITOR, OPT_BARE, OPT_GUESTS, OPT_SEED };

static const struct option long_options[] = {
    {"pairs", required_argument, NULL, OPT_PAIRS},
    {"out", required_argument, NULL, OPT_OUT},
    {"monitor", required_argument, NULL, OPT_MONITOR},
    {"bare", required_argument, NULL, OPT_BARE},
    {"guests", required_argument, NULL, OPT_GUESTS},
    {"seed", required_argument, NULL, OPT_SEED},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static int take_option(struct arguments *arguments, int option, struct error *err)
{
    switch (option) {
    case OPT_PAIRS:
        if (!number_decimal(optarg, PAIRS_MAX - 1, &arguments->pairs) || arguments->pairs == 0)
            return fail(err, STATUS_USAGE, "--pairs %s: must be a whole number from 1 to %d",
                        optarg, PAIRS_MAX - 1);
        return 0;
    case OPT_SEED:
        if (!number_decimal(optarg, UINT64_MAX, &arguments->seed))
            return fail(err, STATUS_USAGE, "--seed %s: must be a whole number", optarg);
        return 0;
    case OPT_OUT:
        arguments->out = optarg;
        return 0;
    case OPT_MONITOR:
        arguments->bench.monitor = optarg;
        return 0;
    case OPT_BARE:
        arguments->bench.bare = optarg;
        return 0;
    case OPT_GUESTS:
        arguments->bench.guests = optarg;
        return 0;
    case 'h':
        arguments->help = true;
        return 0;
    default:
        return fail(err, STATUS_USAGE, "wrong usage; see bench-vmm --help");
    }
}

static bool wanted(const struct arguments *arguments, const char *name)
{
    for (char *const *word = arguments->names; *word; word++)
        if (strcmp(*word, name) == 0)
            return true;
    return !arguments->names[0];
}

/** A metric that is misspelt must not look as if it had been measured. */
static int check_names(const struct arguments *arguments, struct error *err)
{
    for (char *const *word = arguments->names; *word; word++) {
        bool known = false;
        for (unsigned i = 0; i < metric_count; i++)
            known |= strcmp(*word, metrics[i].name) == 0;
        if (!known)
            return fail(err, STATUS_USAGE, "no metric is called %s; vmm.csv has their names",
                        *word);
    }
    return 0;
}

static int parse(struct arguments *arguments, int argc, char *argv[], struct error *err)
{
    *arguments = (struct arguments){
        .bench = {.monitor = "./kvm-vmm",
                  .bare = "build/bench/vmm/bare",
                  .guests = "build/bench/vmm/guests",
                  .hello = "guest/hello.bin",
                  .cpu = {-1, -1}},
        .out = "results/vmm",
        .pairs = 15,
        .seed = clock_ns(),
    };
    int option;
    while ((option = getopt_long(argc, argv, "h", long_options, NULL)) != -1)
        if (take_option(arguments, option, err) < 0)
            return -1;
    arguments->names = argv + optind;
    return check_names(arguments, err);
}

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

/** The value of a line "key   value" of `kvm-vmm --probe`. */
static void probed(const char *probe, const char *key, char value[60])
{
    const char *line = strstr(probe, key);
    snprintf(value, 60, "%s", "unknown");
    if (line)
        sscanf(line + strlen(key), "%59s", value);
}

struct description {
    char probe[2000], backend[60], kind[60], kernel[140], date[40], commit[80];
    struct facts facts;
    struct host host;
};

static int ask(const char *const *words, char *text, size_t size, struct error *err)
{
    struct command command = {0};
    for (; *words; words++)
        command_add(&command, "%s", *words);
    int status = output_of(&command, text, size, 10000000000ull, NULL, err);
    command_free(&command);
    return status;
}

/** @return 0, or -1 when the monitor cannot even be asked */
static int describe(struct description *about, const struct bench *bench, struct error *err)
{
    static const char *const commit[] = {"git", "describe", "--always", "--dirty", NULL};
    const char *const probe[] = {bench->monitor, "--probe", NULL};
    struct error ignored = {0};
    struct utsname system;
    struct tm utc;
    time_t now = time(NULL);
    *about = (struct description){.probe = ""};
    if (ask(probe, about->probe, sizeof about->probe, err) < 0)
        return -1;
    if (ask(commit, about->commit, sizeof about->commit, &ignored) != 0)
        about->commit[0] = '\0';
    about->commit[strcspn(about->commit, "\n")] = '\0';
    probed(about->probe, "backend", about->backend);
    probed(about->probe, "kind", about->kind);
    uname(&system);
    snprintf(about->kernel, sizeof about->kernel, "%s %s", system.sysname, system.release);
    strftime(about->date, sizeof about->date, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    host_describe_cpu(&about->facts);
    about->host = (struct host){
        .backend = about->backend,
        .kind = about->kind,
        .cpu = facts_get(&about->facts, "cpu"),
        .kernel = about->kernel,
        .date = about->date,
        .commit = about->commit,
        .simulated = strcmp(about->kind, "simulated") == 0,
    };
    return 0;
}

static int measure_all(const struct arguments *arguments, const struct host *host,
                       struct error *err)
{
    struct result results[16];
    unsigned count = 0;
    bool bad = false;
    report_head(stdout, host, (unsigned)arguments->pairs);
    for (unsigned i = 0; i < metric_count; i++) {
        struct result *result = &results[count];
        if (!wanted(arguments, metrics[i].name))
            continue;
        if (measure(result, &arguments->bench, &metrics[i], (unsigned)arguments->pairs,
                    arguments->seed, !host->simulated, err) < 0)
            return -1;
        bad |= result->failed || result->verdict == VERDICT_MISSED;
        report_row(stdout, result);
        count++;
    }
    report_foot(stdout, host);
    if (report_save(results, count, host, arguments->out, err) < 0)
        return -1;
    printf("\n%s/vmm.csv has the same\n", arguments->out);
    err->status = bad ? STATUS_INVALID : 0;
    return 0;
}

static int act(struct arguments *arguments, struct error *err)
{
    struct description about;
    struct kvm kvm;
    if (kvm_open(&kvm, err) < 0)
        return -1;
    kvm_close(&kvm);
    if (describe(&about, &arguments->bench, err) < 0)
        return -1;
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* what a killed program leaves is ours to reap */
    find_processors(&arguments->bench);
    arguments->bench.tsc_hz = clock_measure_hz(100000000);
    int result = measure_all(arguments, &about.host, err);
    facts_free(&about.facts);
    return result;
}

int main(int argc, char *argv[])
{
    struct arguments arguments;
    struct error err = {0};
    int result = parse(&arguments, argc, argv, &err);
    if (result == 0 && arguments.help)
        fputs(usage, stdout);
    else if (result == 0)
        result = act(&arguments, &err);
    if (result != 0)
        fprintf(stderr, "bench-vmm: %s\n", err.text);
    return err.status;
}
