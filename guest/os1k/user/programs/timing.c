/*
 * What the timer does while the program sleeps, and while it computes without a pause.
 *
 * On a loaded host a tick may come late, and those behind it in a hurry, but none comes early. So
 * the programs watch some ticks before and some after, and measure from the most punctual of the
 * ones to the most punctual of the others: what then is missing is lost, and not on its way.
 */
#include "program.h"

#include "user/console.h"
#include "user/os1k.h"

enum { DEFAULT_TICKS = 100, DEFAULT_SECONDS = 1, WATCHED = 20 };

/* Ticks one after the other, and when each was seen. */
struct watch {
    uint32_t tick[WATCHED];
    uint64_t tsc[WATCHED];
};

static void watch_ticks(struct watch *watch)
{
    for (unsigned i = 0; i < WATCHED; i++) {
        os_sleep(1);
        watch->tick[i] = os_ticks();
        watch->tsc[i] = os_tsc();
    }
}

/* The tick that came soonest after it was due, at a rate of `ticks` in `time`. */
static unsigned most_punctual(const struct watch *watch, uint32_t ticks, uint64_t time)
{
    unsigned best = 0;
    int64_t least = 0;
    for (unsigned i = 1; i < WATCHED; i++) {
        uint64_t passed = (watch->tsc[i] - watch->tsc[0]) * ticks;
        uint64_t due = (watch->tick[i] - watch->tick[0]) * time;
        int64_t late = (int64_t)(passed - due); /* than watch->tick[0], in units of 1 / ticks */
        if (late < least) {
            least = late;
            best = i;
        }
    }
    return best;
}

/* Sets `ticks` and `time` to what lies between the most punctual ticks of two watches. */
static void measure(const struct watch *from, const struct watch *to, uint32_t *ticks,
                    uint64_t *time)
{
    uint32_t all = to->tick[0] - from->tick[0];
    uint64_t whole = to->tsc[0] - from->tsc[0];
    unsigned begin = most_punctual(from, all, whole), end = most_punctual(to, all, whole);
    *ticks = to->tick[end] - from->tick[begin];
    *time = to->tsc[end] - from->tsc[begin];
}

void count_ticks(const struct request *request)
{
    uint32_t wanted = request->argument != 0 ? request->argument : DEFAULT_TICKS, ticks;
    struct watch before, after;
    uint64_t time;
    watch_ticks(&before);
    while (os_ticks() - before.tick[0] < wanted)
        os_sleep(1);
    watch_ticks(&after);
    measure(&before, &after, &ticks, &time);
    print("ticks: %u, TSC %U\n", ticks, time);
}

/* Measures a second first, by the timer; then computes for so long, without a system call. */
void spin(const struct request *request)
{
    uint32_t seconds = request->argument != 0 ? request->argument : DEFAULT_SECONDS, ticks;
    struct watch before, after;
    watch_ticks(&before);
    os_sleep(1000);
    uint64_t time = os_tsc() - before.tsc[WATCHED - 1];
    print("spin: %u ticks a second, TSC %U\n", os_ticks() - before.tick[WATCHED - 1], time);
    watch_ticks(&before);
    while (os_tsc() - before.tsc[WATCHED - 1] < time * seconds)
        ;
    watch_ticks(&after);
    measure(&before, &after, &ticks, &time);
    print("spin: %u s, %u ticks, TSC %U\n", seconds, ticks, time);
}
