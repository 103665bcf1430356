/*
 * Program 2 of the menu, the counter.
 *
 * Stresses: ten short writes to the console, a system call for each.
 * Size: how many times the program runs.
 * Checksum: every byte that it writes to the console.
 */
#include "user/console.h"
#include "user/programs/program.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

uint64_t menu_counter_run(const struct work *work)
{
    static const struct request request;
    uint64_t sum = CHECKSUM_START;
    console_watch(&sum);
    for (uint32_t times = 0; times < work->size; times++)
        number_counter(&request);
    console_watch(NULL);
    return sum;
}
