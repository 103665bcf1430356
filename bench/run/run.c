#include "run.h"

uint64_t run_elapsed_ns(const struct run *run)
{
    return clock_ns() - run->started.ns;
}
