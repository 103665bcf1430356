#include "arguments.h"

#include "base/clock.h"
#include "base/number.h"
#include "measure.h"

#include <getopt.h>
#include <string.h>

const char arguments_usage[] =
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
    "could not be measured; 64 usage; 66 no such program; 69 no KVM here; 71 the host refused\n"
    "something else; 74 vmm.csv, or what is printed, cannot be written.\n";

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

bool arguments_want(const struct arguments *arguments, const char *metric)
{
    for (char *const *word = arguments->names; *word; word++)
        if (strcmp(*word, metric) == 0)
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

int arguments_parse(struct arguments *arguments, int argc, char *argv[], struct error *err)
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
