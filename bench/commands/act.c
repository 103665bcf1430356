/* What the driver does about each action of its command line. */
#include "commands.h"

#include <stdio.h>

int bench_act(const struct bench_options *options, struct error *err)
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
