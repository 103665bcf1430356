#include "vm/exits.h"

#include "ports.h"
#include "vm/crash.h"
#include "vm/vcpu_wake.h"
#include "vm/vm.h"
#include "vm/vm_end.h"

#include <string.h>

/** String I/O brings `count` values: the data advances, the port does not. */
static void access_ports(struct vm *vm, struct kvm_run *run)
{
    uint8_t *data = (uint8_t *)run + run->io.data_offset;
    for (unsigned i = 0; i < run->io.count && vm->outcome == VM_RUNNING; i++) {
        if (run->io.direction == KVM_EXIT_IO_OUT)
            bus_write(&vm->bus, run->io.port, data, run->io.size);
        else
            bus_read(&vm->bus, run->io.port, data, run->io.size);
        data += run->io.size;
    }
}

/** Where no device is, there is nothing to lock: who attaches to which port never changes. */
static void handle_io(struct vm *vm, struct kvm_run *run)
{
    if (run->io.port == PORT_DEBUGCON && run->io.direction == KVM_EXIT_IO_OUT)
        coalesced_exited(&vm->coalesced, run->io.count);
    if (bus_claimed(&vm->bus, run->io.port, run->io.size)) {
        pthread_mutex_lock(&vm->lock);
        access_ports(vm, run);
        pthread_mutex_unlock(&vm->lock);
    } else if (run->io.direction == KVM_EXIT_IO_IN) {
        memset((uint8_t *)run + run->io.data_offset, BUS_FLOATING, run->io.size * run->io.count);
    }
}

/** No device of this PC is mapped into memory: reads float high, writes go nowhere. */
static void handle_mmio(struct kvm_run *run)
{
    if (!run->mmio.is_write)
        memset(run->mmio.data, 0xff, sizeof run->mmio.data);
}

static void end_halted(struct vm *vm)
{
    vm_end(vm, VM_HALTED, STATUS_OK);
    crash_report_halted(vm);
}

/** HLT: sleeps until an interrupt waits for the vCPU. With IF clear, none ever gets through. */
static void handle_hlt(struct vm *vm, const struct kvm_run *run)
{
    if (!run->if_flag) {
        end_halted(vm);
        return;
    }
    vcpu_halt(vm);
}

/** With KVM's own controllers HLT does not exit: see whether a kicked vCPU sleeps for good. */
static void check_kernel_hlt(struct vm *vm, const struct kvm_run *run)
{
    struct kvm_mp_state state;
    if (vm->irq.chip != IRQCHIP_KERNEL || run->if_flag)
        return;
    if (kvm_ioctl(vm->vcpu.fd, KVM_GET_MP_STATE, &state) == 0 &&
        state.mp_state == KVM_MP_STATE_HALTED)
        end_halted(vm);
}

void exits_handle(struct vm *vm)
{
    struct kvm_run *run = vm->vcpu.run;
    switch (run->exit_reason) {
    case KVM_EXIT_IO:
        handle_io(vm, run);
        break;
    case KVM_EXIT_MMIO:
        handle_mmio(run);
        break;
    case KVM_EXIT_HLT:
        handle_hlt(vm, run);
        break;
    case KVM_EXIT_INTR:
        check_kernel_hlt(vm, run);
        break;
    case KVM_EXIT_IRQ_WINDOW_OPEN: /* the next entry injects */
        break;
    default:
        vm_end(vm, VM_CRASHED, STATUS_CRASHED);
        crash_report(vm);
        break;
    }
}
