/*
 * "Why did my guest die?": the reason in words, the registers, and the code bytes at the
 * instruction pointer, written into the VM's report.
 */
#ifndef VMM_VM_CRASH_H
#define VMM_VM_CRASH_H

struct vm;

/** Reports the exit in the vCPU's kvm_run as the end of the VM. From the vCPU's thread. */
void crash_report(struct vm *vm);

/** Reports a HLT with interrupts off. From the vCPU's thread. */
void crash_report_halted(struct vm *vm);

/** Reports where the guest is, after `why` (a phrase: "stopped after 2 s"). From its thread. */
void crash_report_place(struct vm *vm, const char *why);

#endif
