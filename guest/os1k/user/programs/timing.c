/* What the timer does while the program sleeps, and while it computes without a pause. */
#include "program.h"

#include "user/os1k.h"

enum { DEFAULT_TICKS = 100, DEFAULT_SECONDS = 1 };

/* Begins at a tick, so that the time up to the next one counts in full. */
static uint32_t next_tick(uint64_t *tsc)
{
    os_sleep(1);
    uint32_t tick = os_ticks();
    *tsc = os_tsc();
    return tick;
}

void count_ticks(const struct request *request)
{
    uint32_t ticks = request->argument != 0 ? request->argument : DEFAULT_TICKS;
    uint64_t begin;
    uint32_t first = next_tick(&begin);
    while (os_ticks() - first < ticks)
        os_sleep(1);
    uint64_t end = os_tsc();
    print("ticks: %u, TSC %U\n", os_ticks() - first, end - begin);
}

/* Measures a second first, by the timer; then computes for so long, without a system call. */
void spin(const struct request *request)
{
    uint32_t seconds = request->argument != 0 ? request->argument : DEFAULT_SECONDS;
    uint64_t begin, second;
    uint32_t first = next_tick(&begin);
    os_sleep(1000);
    second = os_tsc() - begin;
    print("spin: %u ticks a second, TSC %U\n", os_ticks() - first, second);
    first = next_tick(&begin);
    while (os_tsc() - begin < second * seconds)
        ;
    uint32_t ticks = os_ticks() - first;
    print("spin: %u s, %u ticks, TSC %U\n", seconds, ticks, os_tsc() - begin);
}
