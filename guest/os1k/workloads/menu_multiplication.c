/*
 * Program 1 of the menu, the multiplication table.
 *
 * Stresses: text made and written in small pieces, a system call for each.
 * Size: how many times the program runs: 72 pieces, 576 bytes each.
 * Checksum: every byte that it writes to the console.
 */
#include "user/console.h"
#include "user/programs/program.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

uint64_t menu_multiplication_run(const struct work *work)
{
    static const struct request request;
    uint64_t sum = CHECKSUM_START;
    console_watch(&sum);
    for (uint32_t times = 0; times < work->size; times++)
        multiplication_table(&request);
    console_watch(NULL);
    return sum;
}
