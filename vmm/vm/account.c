#include "vm/account.h"

#include "clock.h"
#include "observe/stats.h"
#include "observe/trace.h"
#include "ports.h"
#include "vm/vm.h"

#include <string.h>

void account_exit(struct vm *vm)
{
    const struct vcpu *vcpu = &vm->vcpu;
    if (!vcpu->exits)
        return; /* never entered */
    const struct kvm_run *run = vcpu->run;
    uint64_t handled = clock_now() - vcpu->returned_ns;
    bool io = run->exit_reason == KVM_EXIT_IO;
    bool mmio = run->exit_reason == KVM_EXIT_MMIO;
    bool out = io ? run->io.direction == KVM_EXIT_IO_OUT : mmio && run->mmio.is_write;
    if (vm->config.stats)
        stats_exit(vm->config.stats, run->exit_reason, io ? run->io.port : 0, out, handled);
    if (!vm->config.trace)
        return;
    struct trace_record record = {
        .when_ns = vcpu->returned_ns,
        .handled_ns = handled,
        .number = vcpu->exits,
        .vm = vm->config.index,
        .reason = run->exit_reason,
        .out = out,
        .width = io     ? run->io.size
                 : mmio ? run->mmio.len
                        : 0,
        .count = io ? run->io.count : 1,
        .address = io     ? run->io.port
                   : mmio ? run->mmio.phys_addr
                          : 0,
    };
    memcpy(&record.value, io ? (const uint8_t *)run + run->io.data_offset : run->mmio.data,
           record.width);
    trace_exit(vm->config.trace, &record);
}

void account_interrupt(struct vm *vm, const struct injection *injection)
{
    struct stats *stats = vm->config.stats;
    if (!stats)
        return;
    if (injection->raised_ns)
        stats_interrupt(stats, injection->vector, clock_now() - injection->raised_ns);
    else
        stats_untimed_interrupt(stats, injection->vector);
}

void account_end(struct vm *vm)
{
    account_exit(vm);
    pthread_mutex_lock(&vm->lock); /* the I/O thread may be looking in vain */
    uint64_t bytes = atomic_load(&vm->coalesced.taken);
    pthread_mutex_unlock(&vm->lock);
    if (vm->config.stats)
        stats_coalesced(vm->config.stats, PORT_DEBUGCON, bytes);
}
