/*
 * The command line of bench-vmm, read into a structure.
 */
#ifndef VMM_ARGUMENTS_H
#define VMM_ARGUMENTS_H

#include "metrics.h"

struct arguments {
    struct bench bench;
    const char *out; /* the directory of vmm.csv */
    uint64_t pairs, seed;
    char *const *names; /* of the metrics wanted; none: all */
    bool help;
};

/** The text of --help. */
extern const char arguments_usage[];

/** Reads the command line. @return 0, or -1 with STATUS_USAGE */
int arguments_parse(struct arguments *arguments, int argc, char *argv[], struct error *err);

/** Whether a metric is asked for. */
bool arguments_want(const struct arguments *arguments, const char *metric);

#endif
