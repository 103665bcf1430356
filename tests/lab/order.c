#include "order.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: tests/lab/run [OPTION]... [--] COMMAND [WORD]...\n"
    "Runs a command in a simulated machine that has AMD-V, on this terminal or through pipes.\n"
    "  -f, --file PATH       take this file or folder along, to its own path below /lab\n"
    "  -C, --directory DIR   absolute; the PATHs that follow are relative to it\n"
    "  -o, --out DIR         what the command leaves in /lab/out comes here\n"
    "  -t, --timeout S       end after S seconds, with the virtual clock of processor time;\n"
    "                        0: never. Default: never on a terminal, otherwise 600\n"
    "  -c, --clock CLOCK     real (the default), or virtual: time goes by as instructions are\n"
    "                        executed, and leaps while none is\n"
    "  -m, --machine DIR     where the machine's kernel and initial files are\n"
    "Exit status: the command's, 128 + n when signal n ended it or this program, 124 when the "
    "time\n"
    "was up, 125 when the machine failed.\n";

static const struct option options[] = {
    {"file", required_argument, NULL, 'f'},  {"directory", required_argument, NULL, 'C'},
    {"out", required_argument, NULL, 'o'},   {"timeout", required_argument, NULL, 't'},
    {"clock", required_argument, NULL, 'c'}, {"machine", required_argument, NULL, 'm'},
    {"help", no_argument, NULL, 'h'},        {NULL, 0, NULL, 0},
};

static int add_word(struct order *order, const char *word)
{
    if (order->pack_words + 1 == ORDER_WORDS) {
        fprintf(stderr, "lab: more files than there is room for; name a folder\n");
        return -1;
    }
    order->pack[order->pack_words++] = word;
    order->pack[order->pack_words] = NULL;
    return 0;
}

static int add_file(struct order *order, const char *path)
{
    if (order->directory != NULL &&
        (add_word(order, "-C") < 0 || add_word(order, order->directory) < 0))
        return -1;
    return add_word(order, path);
}

static int read_seconds(unsigned *seconds, const char *text)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    if (end == text || *end != '\0' || value > 1000 * 1000) {
        fprintf(stderr, "lab: not a number of seconds: %s\n", text);
        return -1;
    }
    *seconds = (unsigned)value;
    return 0;
}

static int read_clock(enum machine_clock *clock, const char *text)
{
    if (strcmp(text, "real") != 0 && strcmp(text, "virtual") != 0) {
        fprintf(stderr, "lab: a clock is real or virtual, not %s\n", text);
        return -1;
    }
    *clock = strcmp(text, "real") == 0 ? CLOCK_REAL : CLOCK_VIRTUAL;
    return 0;
}

static int read_option(struct order *order, int letter)
{
    switch (letter) {
    case 'f':
        return add_file(order, optarg);
    case 'C':
        order->directory = optarg;
        return 0;
    case 'o':
        order->out = optarg;
        return 0;
    case 't':
        return read_seconds(&order->limit_s, optarg);
    case 'c':
        return read_clock(&order->clock, optarg);
    case 'm':
        order->machine = optarg;
        return 0;
    case 'h':
        fputs(usage, stdout);
        return 1;
    default:
        fputs(usage, stderr);
        return -1;
    }
}

int order_read(struct order *order, int argc, char *argv[])
{
    /* An empty list of files makes tar accept that there are none. */
    static const char *const pack[] = {"tar", "-cf", "-", "-T", "/dev/null"};
    int result = 0;
    for (unsigned i = 0; i < sizeof(pack) / sizeof(pack[0]); i++)
        add_word(order, pack[i]);
    for (int letter;
         result == 0 && (letter = getopt_long(argc, argv, "+f:C:o:t:c:m:h", options, NULL)) != -1;)
        result = read_option(order, letter);
    order->command = argv + optind;
    if (result == 0 && (order->machine == NULL || *order->command == NULL)) {
        fputs(usage, stderr);
        return -1;
    }
    return result;
}
