/*
 * The latency of an interrupt: counter 0 of the 8254 is given a count in mode 0 (8254 data sheet,
 * "Mode 0: interrupt on terminal count"), and the processor sleeps in HLT until IRQ 0.
 *
 * Stresses: the way from a timer that is due to the guest's handler: timer, interrupt controller,
 * the waking of a sleeping vCPU, the injection.
 * Size: the delay asked for, in microseconds, and no amount of work: the count is the size times
 * 1.193182, rounded, and at most 65535, which is 54.9 ms.
 * Checksum: of the count.
 *
 * It times itself. tsc_begin is read just before the OUT that completes the count, tsc_end by the
 * handler of IRQ 0 before anything else it does. So
 *
 *     latency = (tsc_end - tsc_begin) / tsc_hz - count / 1193182 s
 *
 * which is an upper bound, for it holds that OUT too (an exit, on a hypervisor), the pulse or two
 * in which the counter takes the count up, and the kernel's entry: some 50 instructions that save
 * registers and find the handler.
 */
#include "abi/ports.h"
#include "user/os1k.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { COUNT_MAX = 65535, DELAY_MAX_US = 54924, MILLION = 1000000 };

/* In parts, for the product of size and frequency has more than 32 bits. */
static uint32_t pulses_in(uint32_t microseconds)
{
    uint32_t ms = microseconds / 1000, rest = microseconds % 1000;
    if (microseconds > DELAY_MAX_US)
        return COUNT_MAX;
    return ms * (PIT_HZ / 1000) +
           (ms * 1000 * (PIT_HZ % 1000) + rest * PIT_HZ + MILLION / 2) / MILLION;
}

uint64_t oneshot_run(const struct work *work, uint64_t *tsc_begin, uint64_t *tsc_end)
{
    uint32_t count = pulses_in(work->size);
    uint64_t tsc[2];
    if (os_oneshot((uint16_t)count, tsc) < 0)
        return 0;
    *tsc_begin = tsc[0];
    *tsc_end = tsc[1];
    return checksum_add(CHECKSUM_START, count);
}
