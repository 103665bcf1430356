#include "run.h"

uint64_t run_elapsed_ns(const struct run *run)
{
    return clock_ns() - run->started.ns;
}

uint64_t run_boot_limit_ns(const struct run *run, double otherwise_ns)
{
    unsigned limit_s = run->options->boot_limit_s;
    return limit_s > 0 ? limit_s * 1000000000ull : (uint64_t)otherwise_ns;
}
