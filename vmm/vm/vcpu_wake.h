/*
 * Getting a vCPU's thread to look at its VM again, wherever it is: in the guest, in HLT, or in a
 * write.
 */
#ifndef VMM_VM_VCPU_WAKE_H
#define VMM_VM_VCPU_WAKE_H

#include "vm/vm.h"

/* The signal that brings a vCPU's thread out of KVM_RUN; a write that it comes in goes on. */
#define VCPU_KICK_SIGNAL SIGUSR1
/* The one that brings it out of a write as well, for a reader may have stopped for good. */
#define VCPU_STOP_SIGNAL SIGUSR2

/** Brings the thread out of the guest or out of HLT, to look at its VM again. Under the lock. */
void vcpu_kick(struct vcpu *vcpu);

/**
 * Has the thread look whether there is something to do: whether its guest is halted for good, for
 * with --irqchip kernel a HLT stays in the kernel, and nobody else would ever see that interrupts
 * are off; or whether it prints no more (coalesced.h).
 */
void vcpu_check(struct vm *vm);

/** Makes an interrupted KVM_RUN an exit like others, after which the thread looks for work. */
void vcpu_kicked(struct vcpu *vcpu);

/** Waits, as a thread's first act, for vcpu_release(), or for an end before that. */
void vcpu_await_release(struct vm *vm);

/** Lets the thread run its guest. */
void vcpu_release(struct vm *vm);

/** HLT: sleeps until an interrupt waits for the guest, or the thread has to end. From it. */
void vcpu_halt(struct vm *vm);

/**
 * Ends the thread soon, whatever it does. To be called again until it has ended: the signal may
 * come just before a write that then waits.
 * @param outcome  enum vm_outcome; the first one counts
 */
void vcpu_stop(struct vm *vm, int outcome);

/** Tells whether vcpu_stop() was called. */
static inline bool vcpu_stopping(const struct vcpu *vcpu)
{
    return atomic_load(&vcpu->stop) != VM_RUNNING;
}

#endif
