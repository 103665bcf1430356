/*
 * The command line of kvm-bench, read into a structure.
 */
#ifndef BENCH_OPTIONS_H
#define BENCH_OPTIONS_H

#include "base/status.h"
#include "engines/engine.h"
#include "record/study_names.h"

#include <stdbool.h>
#include <stdint.h>

enum bench_action {
    BENCH_RUN,
    BENCH_LIST,
    BENCH_REPORT,
    BENCH_COMPARE,
    BENCH_SELF_CHECK,
    BENCH_HELP
};

struct bench_options {
    enum bench_action action;
    int arch; /* an enum arch, or ARCH_AUTO */
    size_t engines;
    const struct engine *engine[ENGINES_MAX];
    const char *workloads; /* NULL: all */
    unsigned rounds;       /* 0: until precise enough, or the budget is spent */
    unsigned budget_s;
    unsigned iterations;   /* that count, in each boot, after the warm-up */
    unsigned boot_limit_s; /* 0: derived from the calibration */
    bool seed_given;
    uint64_t seed;
    bool study[STUDY_COUNT]; /* which to make after the rounds */
    const char *out;         /* NULL: a new directory under results/ */
    const char *plant;       /* a workload to slow down on the engines …-again, or NULL */
    const char *directory;   /* of report and self-check, or the first of compare */
    const char *other;       /* the second of compare */
};

/** The text of --help. */
extern const char bench_usage[];

/** Reads the command line. @return 0, or -1 with STATUS_USAGE */
int bench_options_parse(struct bench_options *options, int argc, char *argv[], struct error *err);

#endif
