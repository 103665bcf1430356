/*
 * Program 4 of the menu, timer hello, with a period of 5 ms in the place of a second.
 *
 * Stresses: a character at each of twelve ticks, at 200 a second. Its time is waiting, as that of
 * timer-tick is.
 * Size: how many times the program runs, 60 ms each.
 * Checksum: every byte that it writes to the console.
 */
#include "user/console.h"
#include "user/os1k.h"
#include "user/programs/program.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { RATE_HZ = 200, PERIOD_MS = 1000 / RATE_HZ };

/* A key would stop it. */
int menu_hello_prepare(const struct work *work)
{
    (void)work;
    os_drop_input();
    return 0;
}

uint64_t menu_hello_run(const struct work *work)
{
    static const struct request request = {.argument = PERIOD_MS};
    uint64_t sum = CHECKSUM_START;
    if (os_tick_rate(RATE_HZ) < 0)
        return 0;
    console_watch(&sum);
    for (uint32_t times = 0; times < work->size; times++)
        timer_hello(&request);
    console_watch(NULL);
    os_stop_timer();
    return sum;
}
