/* The state a CPU has when its guest begins: registers, segments, CPUID. */
#ifndef VMM_BOOT_CPU_STATE_H
#define VMM_BOOT_CPU_STATE_H

#include "boot/image.h"
#include "kvm/kvm.h"

/**
 * Puts a fresh vCPU into the state that the boot protocol promises its guest.
 * @param vcpu_fd  its descriptor
 * @return 0, or -1 with STATUS_NO_KVM
 */
int cpu_state_set(int vcpu_fd, const struct kvm *kvm, const struct boot_state *boot,
                  struct error *err);

#endif
