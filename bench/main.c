/*
 * kvm-bench: runs the workloads of 1K OS under KVM, under QEMU and natively, and says what came
 * out. docs/contract.md describes the files it writes.
 */
#include "run.h"

#include <stdio.h>

static int act(const struct bench_options *options, struct error *err)
{
    switch (options->action) {
    case BENCH_RUN:
        return run_command(options, err);
    case BENCH_LIST:
        return list_command(options, err);
    case BENCH_REPORT:
        return report_command(options, err);
    case BENCH_COMPARE:
        return compare_command(options, err);
    case BENCH_SELF_CHECK:
        return self_check_command(options, err);
    case BENCH_HELP:
        fputs(bench_usage, stdout);
        return 0;
    }
    return 0;
}

int main(int argc, char *argv[])
{
    struct bench_options options;
    struct error err = {0};
    int result = bench_options_parse(&options, argc, argv, &err);
    if (result == 0) {
        if (!options.seed_given)
            options.seed = clock_ns();
        result = act(&options, &err);
    }
    if (result != 0)
        fprintf(stderr, "kvm-bench: %s\n", err.text);
    return result == 0 ? STATUS_OK : err.status;
}
