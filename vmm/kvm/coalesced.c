#include "kvm/coalesced.h"

#include "memory.h"

_Static_assert(COALESCED_MAX == KVM_COALESCED_MMIO_MAX, "a ring of one page");

void coalesced_open(struct coalesced *coalesced, const struct kvm *kvm, int vm_fd, void *run,
                    uint16_t port, unsigned least)
{
    *coalesced = (struct coalesced){.ring = NULL, .vm_fd = vm_fd, .port = port, .least = least};
    if (kvm->coalesced_offset)
        coalesced->ring =
            (struct kvm_coalesced_mmio_ring *)((uint8_t *)run + kvm->coalesced_offset);
}

static bool ask_kvm(const struct coalesced *coalesced, unsigned long request)
{
    struct kvm_coalesced_mmio_zone zone = {.addr = coalesced->port, .size = 1, .pio = 1};
    return kvm_ioctl(coalesced->vm_fd, request, &zone) == 0;
}

/* `gathering` is set before the exit's bytes go to the console: they wake the I/O thread, and it
   then sees that from now on it has to look. */
void coalesced_exited(struct coalesced *coalesced, unsigned bytes)
{
    if (!coalesced->ring || coalesced->refused || coalesced_gathering(coalesced))
        return;
    coalesced->exits += bytes;
    if (coalesced->exits < COALESCED_FLOOD)
        return;
    coalesced->exits = 0;
    if (ask_kvm(coalesced, KVM_REGISTER_COALESCED_MMIO))
        atomic_store(&coalesced->gathering, true);
    else
        coalesced->refused = true;
}

bool coalesced_looked(struct coalesced *coalesced)
{
    if (!coalesced_gathering(coalesced) || ++coalesced->looks < COALESCED_LOOKS)
        return false;
    uint64_t taken = atomic_load(&coalesced->taken);
    bool few = taken - coalesced->seen < coalesced->least;
    coalesced->looks = 0;
    coalesced->seen = taken;
    if (few)
        atomic_store(&coalesced->calm, true);
    return few;
}

void coalesced_end(struct coalesced *coalesced)
{
    atomic_store(&coalesced->calm, false);
    if (coalesced_gathering(coalesced) && ask_kvm(coalesced, KVM_UNREGISTER_COALESCED_MMIO))
        atomic_store(&coalesced->gathering, false);
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
    atomic_fetch_add(&coalesced->taken, count);
    return count;
}
