/*
 * A virtual CPU and its thread: KVM_RUN, what made it return, and the injection of interrupts.
 */
#ifndef VMM_VM_VCPU_H
#define VMM_VM_VCPU_H

#include "boot/image.h"
#include "kvm/kvm.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct vm;

struct vcpu {
    int fd;
    struct kvm_run *run; /* shared with the kernel */
    size_t run_size;
    pthread_t thread;
    bool started;
    bool released;        /* under the lock: the guest may run */
    pthread_cond_t wake;  /* with the VM's lock: HLT waits on it */
    atomic_bool halted;   /* the thread waits there; set under the lock, by whoever changes it */
    atomic_int stop;      /* enum vm_outcome to end with, or VM_RUNNING */
    uint64_t returned_ns; /* when KVM_RUN last returned; kept for --stats and --trace only */
    uint64_t exits;
};

/**
 * Makes the vCPU of a VM, and puts it in the state its boot protocol asks for.
 * @return 0; -1 with STATUS_NO_KVM or STATUS_OS_ERROR: vcpu_destroy() is still due
 */
int vcpu_create(struct vm *vm, const struct kvm *kvm, const struct boot_state *boot,
                struct error *err);

/** Takes it apart, as far as it was made; its thread has ended, or never started. */
void vcpu_destroy(struct vcpu *vcpu);

/**
 * Starts the thread, which waits for vcpu_release() before all else (vcpu_wake.h).
 * @return 0, or -1 with STATUS_OS_ERROR
 */
int vcpu_start(struct vm *vm, struct error *err);

#endif
