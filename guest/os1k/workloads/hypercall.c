/*
 * Port writes, each an exit to the hypervisor.
 *
 * Stresses: the way out of the guest and back: VM exit, kernel, monitor, VM entry.
 * Size: how many writes, by one system call.
 * Checksum: of the size; 0 when the system refused.
 */
#include "user/os1k.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

uint64_t hypercall_run(const struct work *work)
{
    if (os_hypercall(work->size) != 0)
        return 0;
    return checksum_add(CHECKSUM_START, work->size);
}
