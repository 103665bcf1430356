/*
 * Console bytes that cost no exit to this program: KVM keeps them in a ring that it shares with us
 * (KVM API document, KVM_REGISTER_COALESCED_MMIO), and the guest goes straight on. Only a
 * full ring ends KVM_RUN, with a byte that is not in it.
 *
 * Nobody is told when a byte goes in. So the vCPU's thread takes them out at every exit, before
 * anything that has to come after them, and the I/O thread looks now and then (vm_look()), for a
 * guest may print a prompt and then compute for hours. Both do so under the VM's lock, and thus
 * there is one order.
 *
 * Looking costs even when nothing is printed. So KVM gathers only while a guest prints much: from
 * the byte on with which it has caused many exits, until the I/O thread has looked some times and
 * few bytes have come. The vCPU's thread begins and ends it, for KVM then waits until no vCPU is in
 * the middle of an exit, and the I/O thread waits for nothing.
 *
 * The debug console alone is worth it, and alone may be late: a mark's arrival is a point in time
 * for who reads it, and writes to any other port have effects that the guest can see.
 */
#ifndef VMM_KVM_COALESCED_H
#define VMM_KVM_COALESCED_H

#include "kvm/kvm.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    COALESCED_MAX = 170,  /* what a page holds: (4096 - 8) / 24 entries; one stays free */
    COALESCED_FLOOD = 64, /* bytes by exits, from which on gathering pays */
    COALESCED_LOOKS = 16, /* after so many, too few bytes end it: 0.2 s when all is idle */
};

struct coalesced {
    struct kvm_coalesced_mmio_ring *ring; /* shared with the kernel; NULL: every byte is an exit */
    _Atomic uint64_t taken;               /* bytes so far; changed under the VM's lock */
    int vm_fd;
    uint16_t port;
    unsigned least;        /* see coalesced_open() */
    unsigned exits;        /* bytes that were exits since it last gathered; the vCPU's thread's */
    bool refused;          /* by KVM: every byte is an exit; the vCPU's thread's */
    unsigned looks;        /* since `seen`; the I/O thread's */
    uint64_t seen;         /* what `taken` was then; the I/O thread's */
    atomic_bool gathering; /* set by the vCPU's thread */
    atomic_bool calm;      /* set by the I/O thread: the vCPU's shall end it */
};

/**
 * Prepares for gathering the byte writes to `port`. Where KVM cannot, every byte stays an exit.
 * @param run    the vCPU's mapping, whose third page is the VM's ring
 * @param least  bytes that have to come in COALESCED_LOOKS looks for it to go on
 */
void coalesced_open(struct coalesced *coalesced, const struct kvm *kvm, int vm_fd, void *run,
                    uint16_t port, unsigned least);

/** Tells whether bytes may come without an exit. */
static inline bool coalesced_gathering(const struct coalesced *coalesced)
{
    return atomic_load(&coalesced->gathering);
}

/** An exit has brought so many bytes for the port. From the vCPU's thread, before they are told. */
void coalesced_exited(struct coalesced *coalesced, unsigned bytes);

/**
 * The I/O thread has looked.
 * @return whether gathering pays no more: the vCPU's thread shall come to coalesced_calm_down()
 */
bool coalesced_looked(struct coalesced *coalesced);

/** Ends the gathering. For coalesced_calm_down(), which every exit passes, and no call. */
void coalesced_end(struct coalesced *coalesced);

/** Ends the gathering if coalesced_looked() said so. From the vCPU's thread; the ring is empty. */
static inline void coalesced_calm_down(struct coalesced *coalesced)
{
    if (atomic_load_explicit(&coalesced->calm, memory_order_relaxed))
        coalesced_end(coalesced);
}

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
