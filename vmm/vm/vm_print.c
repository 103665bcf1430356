#include "vm/vm_print.h"

#include "console/console.h"
#include "vm/vcpu_wake.h"

void vm_take_printed(struct vm *vm)
{
    uint8_t bytes[COALESCED_MAX];
    unsigned count = coalesced_take(&vm->coalesced, bytes);
    console_write(vm->config.console, vm->config.index, bytes, count);
}

/* Without room the bytes stay where they are: that ring, once full, stops the guest, and its
   thread then waits for the console's reader. */
bool vm_look(struct vm *vm)
{
    bool found = coalesced_waiting(&vm->coalesced);
    if (found && !console_has_room(vm->config.console, vm->config.index))
        return false;
    if (found) {
        pthread_mutex_lock(&vm->lock);
        vm_take_printed(vm);
        pthread_mutex_unlock(&vm->lock);
    }
    if (vm_may_print(vm) && coalesced_looked(&vm->coalesced))
        vcpu_check(vm);
    return found;
}

bool vm_may_print(const struct vm *vm)
{
    return coalesced_gathering(&vm->coalesced) && vm->vcpu.started && !atomic_load(&vm->ended) &&
           !atomic_load(&vm->vcpu.halted);
}
