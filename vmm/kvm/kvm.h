/*
 * The host's KVM: /dev/kvm opened, checked and told apart. One of these serves all VMs.
 */
#ifndef VMM_KVM_KVM_H
#define VMM_KVM_KVM_H

#include "error.h"

#include <linux/kvm.h>
#include <stdbool.h>
#include <stddef.h>

struct kvm {
    int fd;
    size_t run_size;          /* bytes of a vCPU's shared struct kvm_run */
    size_t coalesced_offset;  /* of the ring of coalesced writes in it; 0: not for ports */
    struct kvm_cpuid2 *cpuid; /* what this KVM can offer a guest */
};

/** Opens /dev/kvm; each way this can go wrong has its own message and remedy (STATUS_NO_KVM). */
int kvm_open(struct kvm *kvm, struct error *err);

/** Closes it; harmless when it is not open. */
void kvm_close(struct kvm *kvm);

/** Makes an empty VM. @return its file descriptor, or -1 with STATUS_NO_KVM */
int kvm_create_vm(const struct kvm *kvm, struct error *err);

/**
 * Tells whether a guest can use 32-bit paging: a throw-away VM sets CR0.PG and reads it back, for
 * a KVM that cannot (kvm_pvm) drops the bit without a word. Takes about a millisecond.
 */
bool kvm_has_32bit_paging(const struct kvm *kvm);

/**
 * The same asked of a vCPU that has run, or never will: its state is lost. Makes no descriptor, so
 * that a vCPU's thread can ask in the sandbox.
 */
bool kvm_paging_sticks(int vcpu);

/** Tells whether a guest can enter long mode (CPUID 8000_0001h EDX bit 29). */
bool kvm_has_long_mode(const struct kvm *kvm);

/** ioctl(2), again while a signal interrupts it. @return what it returned, errno set by it */
int kvm_ioctl(int fd, unsigned long request, void *argument);

#endif
