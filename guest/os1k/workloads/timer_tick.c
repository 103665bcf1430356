/*
 * Interrupts of the timer, 200 a second, each waited for in HLT.
 *
 * Stresses: periodic interrupts and the way to sleep and back. Its time is waiting: an engine that
 * keeps time takes 5 ms a tick, whatever its speed, and one that does not takes more.
 * Size: how many ticks.
 * Checksum: of the size, once so many have been counted.
 */
#include "user/os1k.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { RATE_HZ = 200, PERIOD_MS = 1000 / RATE_HZ };

uint64_t timer_tick_run(const struct work *work)
{
    if (os_tick_rate(RATE_HZ) < 0)
        return 0;
    uint32_t first = os_ticks();
    while (os_ticks() - first < work->size)
        os_sleep(PERIOD_MS);
    os_stop_timer();
    return checksum_add(CHECKSUM_START, work->size);
}
