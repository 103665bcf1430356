/* How a VM ends, and what it leaves to be said. From the vCPU's thread. */
#ifndef VMM_VM_VM_END_H
#define VMM_VM_VM_END_H

#include "vm/vm.h"

/** Ends the VM from within; the first reason wins. From the vCPU's thread. */
void vm_end(struct vm *vm, enum vm_outcome outcome, int status);

/** Ends the VM because the host refused `what` (an ioctl, say) with errno `why`. */
void vm_fail(struct vm *vm, const char *what, int why);

/** Adds printf-formatted text to the VM's report; what does not fit is cut. */
void vm_report(struct vm *vm, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
