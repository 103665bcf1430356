#include "clock.h"

#include <time.h>

#define NS_PER_S 1000000000ull

uint64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * NS_PER_S + (uint64_t)now.tv_nsec;
}

uint64_t clock_tsc(void)
{
    uint32_t low, high;
    /* LFENCE keeps RDTSC in its place among the loads around it (Intel SDM volume 2B, RDTSC). */
    __asm__ volatile("lfence; rdtsc; lfence" : "=a"(low), "=d"(high) : : "memory");
    return (uint64_t)high << 32 | low;
}

struct clock_moment clock_moment(void)
{
    struct clock_moment best = {0};
    uint64_t narrowest = UINT64_MAX;
    /* Being preempted between the two reads would show as a wide pair: the narrowest is taken. */
    for (int i = 0; i < 16; i++) {
        uint64_t before = clock_tsc();
        uint64_t ns = clock_ns();
        uint64_t after = clock_tsc();
        if (after - before < narrowest) {
            narrowest = after - before;
            best = (struct clock_moment){.ns = ns, .tsc = before + (after - before) / 2};
        }
    }
    return best;
}

uint64_t clock_rate_hz(struct clock_moment from, struct clock_moment to)
{
    if (to.ns <= from.ns || to.tsc <= from.tsc)
        return 0;
    __extension__ typedef unsigned __int128 wide;
    return (uint64_t)((wide)(to.tsc - from.tsc) * NS_PER_S / (to.ns - from.ns));
}

uint64_t clock_measure_hz(uint64_t span_ns)
{
    struct clock_moment start = clock_moment();
    struct timespec rest = {.tv_sec = (time_t)(span_ns / NS_PER_S),
                            .tv_nsec = (long)(span_ns % NS_PER_S)};
    while (nanosleep(&rest, &rest) != 0)
        ;
    return clock_rate_hz(start, clock_moment());
}

uint64_t clock_ticks_to_ns(uint64_t ticks, uint64_t hz)
{
    __extension__ typedef unsigned __int128 wide;
    return (uint64_t)(((wide)ticks * NS_PER_S + hz / 2) / hz);
}

bool clock_agree(uint64_t guest_ns, uint64_t wall_ns, uint64_t waited_ns)
{
    uint64_t apart = guest_ns > wall_ns ? guest_ns - wall_ns : wall_ns - guest_ns;
    uint64_t longer = guest_ns > wall_ns ? guest_ns : wall_ns;
    uint64_t share = longer / 100 * CLOCK_SLACK_PERCENT;
    return apart <= waited_ns + (share > CLOCK_SLACK_NS ? share : CLOCK_SLACK_NS);
}
