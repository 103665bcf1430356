/*
 * A driver's clock that jumps beyond every limit when a fake engine hangs (fake_hang(), which wakes
 * the driver too): a time limit is run into at once, and no engine that does its work, however
 * slowly on a busy machine, runs into one. It takes the place of the driver's own (base/clock.c).
 */
#ifndef TESTS_UNIT_JUMPING_CLOCK_H
#define TESTS_UNIT_JUMPING_CLOCK_H

#define clock_ns real_clock_ns
#include "base/clock.c"
#undef clock_ns

#include <sys/stat.h>

uint64_t clock_ns(void);

/** The file `hung` has a byte for each hang; each is a jump of ten days. */
uint64_t clock_ns(void)
{
    struct stat hung;
    uint64_t hangs = stat("hung", &hung) == 0 ? (uint64_t)hung.st_size : 0;
    return real_clock_ns() + hangs * 864000 * NS_PER_S;
}

#endif
