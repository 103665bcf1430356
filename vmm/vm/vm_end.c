#include "vm/vm_end.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void vm_end(struct vm *vm, enum vm_outcome outcome, int status)
{
    if (vm->outcome != VM_RUNNING)
        return;
    vm->outcome = outcome;
    vm->status = status;
}

void vm_report(struct vm *vm, const char *format, ...)
{
    size_t used = strlen(vm->report);
    va_list args;
    va_start(args, format);
    vsnprintf(vm->report + used, sizeof vm->report - used, format, args);
    va_end(args);
}

void vm_fail(struct vm *vm, const char *what, int why)
{
    if (vm->outcome != VM_RUNNING)
        return;
    vm_end(vm, VM_FAILED, STATUS_OS_ERROR);
    vm_report(vm, "kvm-vmm: VM %u (%s): %s: %s\n", vm->config.index, vm->name, what, strerror(why));
}
