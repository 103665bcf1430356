#include "options.h"

#include "memory.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPT_IRQCHIP = 256,
    OPT_INPUT,
    OPT_COLOR,
    OPT_MARKS,
    OPT_STATS,
    OPT_TIMEOUT,
    OPT_TRACE,
    OPT_PHASES,
    OPT_RAW_CONSOLE,
    OPT_NO_SANDBOX,
    OPT_PROBE,
    OPT_VERSION,
};

static const struct option long_options[] = {
    {"memory", required_argument, NULL, 'm'},
    {"append", required_argument, NULL, 'a'},
    {"irqchip", required_argument, NULL, OPT_IRQCHIP},
    {"input", required_argument, NULL, OPT_INPUT},
    {"color", required_argument, NULL, OPT_COLOR},
    {"marks", required_argument, NULL, OPT_MARKS},
    {"stats", optional_argument, NULL, OPT_STATS},
    {"timeout", required_argument, NULL, OPT_TIMEOUT},
    {"trace", required_argument, NULL, OPT_TRACE},
    {"phases", required_argument, NULL, OPT_PHASES},
    {"raw-console", no_argument, NULL, OPT_RAW_CONSOLE},
    {"no-sandbox", no_argument, NULL, OPT_NO_SANDBOX},
    {"probe", no_argument, NULL, OPT_PROBE},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, OPT_VERSION},
    {NULL, 0, NULL, 0},
};

int options_size(const char *text, uint64_t *bytes)
{
    static const char units[] = "KMG";
    char *end;
    if (*text < '0' || *text > '9')
        return -1;
    unsigned long long number = strtoull(text, &end, 10);
    unsigned shift = 0;
    if (*end) {
        char upper = *end >= 'a' && *end <= 'z' ? (char)(*end - 'a' + 'A') : *end;
        const char *unit = strchr(units, upper);
        if (!unit || end[1])
            return -1;
        shift = 10 * (unsigned)(unit - units + 1);
    }
    if (number > UINT64_MAX >> shift)
        return -1;
    *bytes = (uint64_t)number << shift;
    return 0;
}

static int parse_memory(struct options *options, const char *text, struct error *err)
{
    uint64_t bytes;
    if (options_size(text, &bytes) < 0)
        return fail(err, STATUS_USAGE, "-m %s: not a size; write it like 256K, 16M or 1G", text);
    if (bytes < MEMORY_MIN || bytes > MEMORY_MAX)
        return fail(err, STATUS_USAGE, "-m %s: a VM has between 64K and 3G", text);
    options->memory = (bytes + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
    return 0;
}

static int parse_timeout(struct options *options, const char *text, struct error *err)
{
    char *end;
    double seconds = strtod(text, &end);
    if (end == text || *end || !isfinite(seconds) || seconds < 0.001 || seconds > 1e9)
        return fail(err, STATUS_USAGE, "--timeout %s: not a time; write seconds, like 10 or 0.5",
                    text);
    options->timeout_ns = (uint64_t)(seconds * 1e9);
    return 0;
}

/** Finds `text` among `words`, a NULL-ended list. @return its place, or -1 */
static int choose(const char *option, const char *text, const char *const words[],
                  struct error *err)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(text, words[i]) == 0)
            return i;
    return fail(err, STATUS_USAGE, "%s %s: it is one of %s, %s%s%s", option, text, words[0],
                words[1], words[2] ? ", " : "", words[2] ? words[2] : "");
}

static int parse_marks(struct options *options, const char *text, struct error *err)
{
    if (options->marks_count == MAX_VMS)
        return fail(err, STATUS_USAGE, "--marks %s: there are at most %d VMs", text, MAX_VMS);
    options->marks[options->marks_count++] = text;
    return 0;
}

static int parse_enum(struct options *options, int option, const char *text, struct error *err)
{
    static const char *const irqchips[] = {"user", "kernel", NULL};
    static const char *const inputs[] = {"keyboard", "serial", NULL};
    static const char *const colors[] = {"auto", "always", "never", NULL};
    int choice;
    switch (option) {
    case OPT_IRQCHIP:
        choice = choose("--irqchip", text, irqchips, err);
        options->irqchip = (enum irqchip)choice;
        break;
    case OPT_INPUT:
        choice = choose("--input", text, inputs, err);
        options->input = (enum input_device)choice;
        break;
    default:
        choice = choose("--color", text, colors, err);
        options->color = (enum color)choice;
        break;
    }
    return choice < 0 ? -1 : 0;
}

static bool is_known(int option)
{
    for (const struct option *known = long_options; known->name; known++)
        if (known->val == option)
            return true;
    return false;
}

/** What getopt_long() stumbled over: ':' for a value that is missing, '?' for all else. */
static int refuse_option(int option, char *argv[], struct error *err)
{
    if (option == ':')
        return fail(err, STATUS_USAGE, "%s needs a value; see kvm-vmm --help", argv[optind - 1]);
    if (is_known(optopt))
        return fail(err, STATUS_USAGE, "%s: this option takes no value; see kvm-vmm --help",
                    argv[optind - 1]);
    if (optopt >= ' ' && optopt < 127)
        return fail(err, STATUS_USAGE, "unknown option -%c; see kvm-vmm --help", optopt);
    return fail(err, STATUS_USAGE, "unknown option %s; see kvm-vmm --help", argv[optind - 1]);
}

static int parse_one(struct options *options, int option, char *argv[], struct error *err)
{
    switch (option) {
    case 'm':
        return parse_memory(options, optarg, err);
    case 'a':
        options->append = optarg;
        return 0;
    case OPT_IRQCHIP:
    case OPT_INPUT:
    case OPT_COLOR:
        return parse_enum(options, option, optarg, err);
    case OPT_MARKS:
        return parse_marks(options, optarg, err);
    case OPT_STATS:
        options->stats = true;
        options->stats_file = optarg;
        return 0;
    case OPT_TIMEOUT:
        return parse_timeout(options, optarg, err);
    case OPT_TRACE:
        options->trace_file = optarg;
        return 0;
    case OPT_PHASES:
        options->phases_file = optarg;
        return 0;
    case OPT_RAW_CONSOLE:
        options->raw_console = true;
        return 0;
    case OPT_NO_SANDBOX:
        options->no_sandbox = true;
        return 0;
    case OPT_PROBE:
        options->action = ACTION_PROBE;
        return 0;
    case 'h':
        options->action = ACTION_HELP;
        return 0;
    case OPT_VERSION:
        options->action = ACTION_VERSION;
        return 0;
    default:
        return refuse_option(option, argv, err);
    }
}

static int take_images(struct options *options, int argc, char *argv[], struct error *err)
{
    if (options->action != ACTION_RUN)
        return 0;
    if (optind == argc)
        return fail(err, STATUS_USAGE,
                    "no image; try kvm-vmm guest/hello.bin, or see kvm-vmm --help");
    if (argc - optind > MAX_VMS)
        return fail(err, STATUS_USAGE, "%d images; at most %d VMs run at once", argc - optind,
                    MAX_VMS);
    while (optind < argc)
        options->images[options->image_count++] = argv[optind++];
    if (options->marks_count > options->image_count)
        return fail(err, STATUS_USAGE, "%u times --marks for %u images; give one for each VM",
                    options->marks_count, options->image_count);
    return 0;
}

int options_parse(struct options *options, int argc, char *argv[], struct error *err)
{
    *options = (struct options){0};
    optind = 0; /* glibc: start over, whatever was parsed before */
    int option;
    while ((option = getopt_long(argc, argv, ":m:a:h", long_options, NULL)) != -1)
        if (parse_one(options, option, argv, err) < 0)
            return -1;
    return take_images(options, argc, argv, err);
}
