/* What to do about each of KVM_RUN's reasons to return (KVM API document, "The kvm_run
 * structure"). */
#ifndef VMM_VM_EXITS_H
#define VMM_VM_EXITS_H

struct vm;

/** Handles the exit that the vCPU's kvm_run describes; may end the VM. From the vCPU's thread. */
void exits_handle(struct vm *vm);

#endif
