/*
 * What a guest has printed without an exit (coalesced.h) on its way to the console: taken by the
 * vCPU's thread after each exit, looked for by the I/O thread while there is none.
 */
#ifndef VMM_VM_VM_PRINT_H
#define VMM_VM_VM_PRINT_H

#include "vm/vm.h"

/** Takes what the guest printed without an exit to the console. Under the lock. */
void vm_take_printed(struct vm *vm);

/**
 * Looks for what the guest printed without an exit and, while the console has room, takes it there.
 * From the I/O thread, again and again while vm_may_print().
 * @return whether there was anything
 */
bool vm_look(struct vm *vm);

/** Tells whether the guest may print without anybody being told; a halted one cannot. */
bool vm_may_print(const struct vm *vm);

#endif
