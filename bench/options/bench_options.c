#include "bench_options.h"

#include "base/number.h"

#include <getopt.h>
#include <string.h>

enum {
    OPT_ARCH = 256,
    OPT_ENGINES,
    OPT_WORKLOADS,
    OPT_ROUNDS,
    OPT_BUDGET,
    OPT_ITERATIONS,
    OPT_STUDIES,
    OPT_SEED,
    OPT_OUT,
    OPT_BOOT_LIMIT,
    OPT_PLANT,
};

static const struct option long_options[] = {
    {"arch", required_argument, NULL, OPT_ARCH},
    {"engines", required_argument, NULL, OPT_ENGINES},
    {"workloads", required_argument, NULL, OPT_WORKLOADS},
    {"rounds", required_argument, NULL, OPT_ROUNDS},
    {"budget", required_argument, NULL, OPT_BUDGET},
    {"iterations", required_argument, NULL, OPT_ITERATIONS},
    {"studies", required_argument, NULL, OPT_STUDIES},
    {"seed", required_argument, NULL, OPT_SEED},
    {"out", required_argument, NULL, OPT_OUT},
    {"boot-limit", required_argument, NULL, OPT_BOOT_LIMIT},
    {"plant", required_argument, NULL, OPT_PLANT},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static int parse_arch(const char *text, int *arch, struct error *err)
{
    static const char *const names[] = {"i386", "x86_64", "auto"};
    for (int i = 0; i <= ARCH_AUTO; i++) {
        if (strcmp(text, names[i]) == 0) {
            *arch = i;
            return 0;
        }
    }
    return fail(err, STATUS_USAGE, "--arch %s: must be auto, i386 or x86_64", text);
}

static int add_engine(struct bench_options *options, const char *name, size_t length,
                      struct error *err)
{
    const struct engine *engine = NULL;
    for (size_t i = 0; i < engine_count; i++) {
        if (strlen(engines[i]->name) == length && memcmp(engines[i]->name, name, length) == 0)
            engine = engines[i];
    }
    if (!engine)
        return fail(err, STATUS_USAGE,
                    "--engines: no engine is called \"%.*s\"; `kvm-bench list` has them",
                    (int)length, name);
    for (size_t i = 0; i < options->engines; i++) {
        if (options->engine[i] == engine)
            return fail(err, STATUS_USAGE, "--engines: %s is named twice", engine->name);
    }
    options->engine[options->engines++] = engine;
    return 0;
}

static int parse_engines(struct bench_options *options, const char *list, struct error *err)
{
    options->engines = 0;
    for (;;) {
        size_t length = strcspn(list, ",");
        if (add_engine(options, list, length, err) != 0)
            return -1;
        if (list[length] == '\0')
            return 0;
        list += length + 1;
    }
}

static int parse_count(const char *option, const char *text, unsigned least, unsigned most,
                       unsigned *value, struct error *err)
{
    uint64_t wide;
    if (!number_decimal(text, most, &wide) || wide < least)
        return fail(err, STATUS_USAGE, "%s %s: must be a whole number from %u to %u", option, text,
                    least, most);
    *value = (unsigned)wide;
    return 0;
}

static int parse_seed(struct bench_options *options, const char *text, struct error *err)
{
    options->seed_given = true;
    if (number_decimal(text, UINT64_MAX, &options->seed))
        return 0;
    return fail(err, STATUS_USAGE, "--seed %s: must be a whole number below 2^64", text);
}

static int parse_rounds(struct bench_options *options, const char *text, struct error *err)
{
    options->rounds = 0;
    if (strcmp(text, "auto") == 0)
        return 0;
    return parse_count("--rounds", text, 0, 10000, &options->rounds, err);
}

static int parse_option(struct bench_options *options, int option, const char *value,
                        struct error *err)
{
    switch (option) {
    case OPT_ARCH:
        return parse_arch(value, &options->arch, err);
    case OPT_ENGINES:
        return parse_engines(options, value, err);
    case OPT_WORKLOADS:
        options->workloads = strcmp(value, "all") == 0 ? NULL : value;
        return 0;
    case OPT_ROUNDS:
        return parse_rounds(options, value, err);
    case OPT_BUDGET:
        return parse_count("--budget", value, 1, 864000, &options->budget_s, err);
    case OPT_ITERATIONS:
        return parse_count("--iterations", value, 1, 1000, &options->iterations, err);
    case OPT_STUDIES:
        return study_names_parse(value, options->study, err);
    case OPT_SEED:
        return parse_seed(options, value, err);
    case OPT_PLANT:
        options->plant = value;
        return 0;
    case OPT_OUT:
        options->out = value;
        return *value ? 0 : fail(err, STATUS_USAGE, "--out: the directory's name is empty");
    case OPT_BOOT_LIMIT:
        return parse_count("--boot-limit", value, 1, 86400, &options->boot_limit_s, err);
    default:
        options->action = BENCH_HELP;
        return 0;
    }
}

static int parse_action(struct bench_options *options, const char *word, struct error *err)
{
    if (strcmp(word, "run") == 0)
        options->action = BENCH_RUN;
    else if (strcmp(word, "list") == 0)
        options->action = BENCH_LIST;
    else if (strcmp(word, "report") == 0)
        options->action = BENCH_REPORT;
    else if (strcmp(word, "self-check") == 0)
        options->action = BENCH_SELF_CHECK;
    else if (strcmp(word, "compare") == 0)
        options->action = BENCH_COMPARE;
    else
        return fail(err, STATUS_USAGE,
                    "\"%s\" is none of run, list, report, compare and self-check; see kvm-bench "
                    "--help",
                    word);
    return 0;
}

/** How many words each action takes, itself included. */
static int words_of(enum bench_action action)
{
    bool takes_one = action == BENCH_REPORT || action == BENCH_SELF_CHECK;
    return action == BENCH_COMPARE ? 3 : takes_one ? 2 : 1;
}

/**
 * Reads the words that are no options: the action, and the directories it takes.
 * @param option  one that was given, or NULL
 */
static int parse_words(struct bench_options *options, int words, char *word[], const char *option,
                       struct error *err)
{
    if (options->action == BENCH_HELP)
        return 0;
    if (words == 0)
        return fail(err, STATUS_USAGE,
                    "say run, list, report, compare or self-check; see kvm-bench --help");
    if (parse_action(options, word[0], err) != 0)
        return -1;
    int wanted = words_of(options->action);
    if (words < wanted)
        return fail(err, STATUS_USAGE, "%s: name the director%s", word[0],
                    wanted == 2 ? "y of a run" : "ies of two runs");
    if (words > wanted)
        return fail(err, STATUS_USAGE, "\"%s\": one word too many; see kvm-bench --help",
                    word[wanted]);
    if (wanted > 1 && option)
        return fail(err, STATUS_USAGE, "%s takes no options, and would ignore --%s", word[0],
                    option);
    options->directory = wanted > 1 ? word[1] : NULL;
    options->other = wanted > 2 ? word[2] : NULL;
    return 0;
}

/** What getopt_long() stumbled over: ':' for a value that is missing, '?' for all else. */
static int refuse_option(int option, char *argv[], struct error *err)
{
    if (option == ':')
        return fail(err, STATUS_USAGE, "%s needs a value; see kvm-bench --help", argv[optind - 1]);
    if (optopt == 'h')
        return fail(err, STATUS_USAGE, "%s: this option takes no value; see kvm-bench --help",
                    argv[optind - 1]);
    if (optopt > 0)
        return fail(err, STATUS_USAGE, "unknown option -%c; see kvm-bench --help", optopt);
    return fail(err, STATUS_USAGE, "unknown option %s; see kvm-bench --help", argv[optind - 1]);
}

int bench_options_parse(struct bench_options *options, int argc, char *argv[], struct error *err)
{
    *options = (struct bench_options){.arch = ARCH_AUTO, .budget_s = 220, .iterations = 3};
    study_names_parse("all", options->study, err);
    for (size_t i = 0; i < engine_count; i++) {
        if (!engines[i]->extra)
            options->engine[options->engines++] = engines[i];
    }

    optind = 0; /* GNU: begin anew, in case somebody parsed before */
    opterr = 0;
    int option, place = 0;
    const char *given = NULL;
    while ((option = getopt_long(argc, argv, ":h", long_options, &place)) != -1) {
        if (option == ':' || option == '?')
            return refuse_option(option, argv, err);
        if (parse_option(options, option, optarg, err) != 0)
            return -1;
        given = long_options[place].name;
    }
    return parse_words(options, argc - optind, argv + optind, given, err);
}
