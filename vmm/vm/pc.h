/*
 * The PC around a vCPU: which devices a VM has, on which ports and interrupt lines. A new device
 * is attached here, by one line.
 */
#ifndef VMM_VM_PC_H
#define VMM_VM_PC_H

#include "error.h"

struct vm;

/**
 * Builds the board and attaches every device to it; before the vCPU is made.
 * @return 0; -1 with STATUS_NO_KVM or STATUS_OS_ERROR: vm_destroy() is due
 */
int pc_build(struct vm *vm, struct error *err);

/** Bytes may have arrived for the device that has VM 0's input. Under the lock. */
void pc_input_arrived(struct vm *vm);

#endif
