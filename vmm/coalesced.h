/*
 * Console bytes that cost no exit to this program: KVM keeps them in a ring that it shares with us
 * (KVM API document, 4.116 KVM_REGISTER_COALESCED_MMIO), and the guest goes straight on. Only a
 * full ring ends KVM_RUN, with a byte that is not in it.
 *
 * Nobody is told when a byte goes in. So the vCPU's thread takes them out at every exit, before
 * anything that has to come after them, and the I/O thread looks now and then (vm_look()), for a
 * guest may print a prompt and then compute for hours. Both do so under the VM's lock, and thus
 * there is one order.
 *
 * The debug console alone is worth it, and alone may be late: a mark's arrival is a point in time
 * for who reads it, and writes to any other port have effects that the guest can see.
 */
#ifndef VMM_COALESCED_H
#define VMM_COALESCED_H

#include "kvm.h"

#include <stdbool.h>
#include <stdint.h>

enum { COALESCED_MAX = 170 }; /* what a page holds: (4096 - 8) / 24 entries; one stays free */

struct coalesced {
    struct kvm_coalesced_mmio_ring *ring; /* shared with the kernel; NULL: every byte is an exit */
    uint64_t taken;                       /* bytes so far; under the VM's lock */
};

/**
 * Has KVM gather the byte writes to `port`. Where it cannot, all goes on as it would without.
 * @param run  the vCPU's mapping, whose third page is the VM's ring
 */
void coalesced_open(struct coalesced *coalesced, const struct kvm *kvm, int vm_fd, void *run,
                    uint16_t port);

/** Tells, without a lock, whether there is anything to take. */
static inline bool coalesced_waiting(const struct coalesced *coalesced)
{
    const struct kvm_coalesced_mmio_ring *ring = coalesced->ring;
    return ring && __atomic_load_n(&ring->first, __ATOMIC_RELAXED) !=
                       __atomic_load_n(&ring->last, __ATOMIC_ACQUIRE);
}

/**
 * Takes what waits, oldest first. Under the VM's lock.
 * @param bytes  room for COALESCED_MAX
 * @return how many bytes it was
 */
unsigned coalesced_take(struct coalesced *coalesced, uint8_t *bytes);

#endif
