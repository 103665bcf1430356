/*
 * An exception in ring 3 that the kernel handles, and the program goes on.
 *
 * Stresses: the round trip of a fault: recognized, delivered, told from others, returned from. It
 * is an invalid opcode (UD1), for that arrives alike on every engine; INT n does not
 * (kernel/trap.c). Size: how many exceptions. Checksum: the kernel adds 1 at each, to what the last
 * one gave, so the end is the size.
 */
#include "user/os.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

uint64_t exception_run(const struct work *work)
{
    uint32_t value = 0;
    for (uint32_t raised = 0; raised < work->size; raised++)
        value = os_exception(value);
    return checksum_add(CHECKSUM_START, value);
}
