#include "coalesced.h"

#include "memory.h"

_Static_assert(COALESCED_MAX == KVM_COALESCED_MMIO_MAX, "a ring of one page");

void coalesced_open(struct coalesced *coalesced, const struct kvm *kvm, int vm_fd, void *run,
                    uint16_t port)
{
    struct kvm_coalesced_mmio_zone zone = {.addr = port, .size = 1, .pio = 1};
    *coalesced = (struct coalesced){.ring = NULL};
    if (kvm->coalesced_offset && kvm_ioctl(vm_fd, KVM_REGISTER_COALESCED_MMIO, &zone) == 0)
        coalesced->ring =
            (struct kvm_coalesced_mmio_ring *)((uint8_t *)run + kvm->coalesced_offset);
}

/* The kernel writes an entry before it moves `last` past it, and reads `first` before it reuses
   one: hence the acquire and the release. */
unsigned coalesced_take(struct coalesced *coalesced, uint8_t *bytes)
{
    if (!coalesced->ring)
        return 0;
    struct kvm_coalesced_mmio_ring *ring = coalesced->ring;
    uint32_t at = ring->first, last = __atomic_load_n(&ring->last, __ATOMIC_ACQUIRE);
    unsigned count = 0;
    for (; at != last && count < COALESCED_MAX; at = (at + 1) % COALESCED_MAX)
        bytes[count++] = ring->coalesced_mmio[at].data[0];
    __atomic_store_n(&ring->first, at, __ATOMIC_RELEASE);
    coalesced->taken += count;
    return count;
}
