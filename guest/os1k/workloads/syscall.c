/*
 * The cheapest system call there is, again and again.
 *
 * Stresses: the way from ring 3 to ring 0 and back.
 * Size: how many calls.
 * Checksum: each call returns its argument plus 1 and gets the last result, so the end is the size.
 */
#include "user/os.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

uint64_t syscall_run(const struct work *work)
{
    uint32_t value = 0;
    for (uint32_t call = 0; call < work->size; call++)
        value = os_null_call(value);
    return checksum_add(CHECKSUM_START, value);
}
