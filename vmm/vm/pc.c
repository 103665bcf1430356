#include "vm/pc.h"

#include "clock.h"
#include "console/console.h"
#include "console/input.h"
#include "ports.h"
#include "vm/vcpu_wake.h"
#include "vm/vm.h"
#include "vm/vm_end.h"

#include <errno.h>
#include <string.h>

/* Where Intel's KVM puts three pages and one of its own, for real mode on processors without
 * "unrestricted guest" (KVM API document, KVM_SET_TSS_ADDR and KVM_SET_IDENTITY_MAP_ADDR): under
 * the firmware, beyond all memory. */
#define TSS_ADDRESS          0xfffbd000UL
#define IDENTITY_MAP_ADDRESS 0xfffbc000UL

static void board_irq_set(void *owner, unsigned line, bool level)
{
    struct vm *vm = owner;
    irq_set(&vm->irq, line, level);
}

static bool board_irq_busy(void *owner, unsigned line)
{
    const struct vm *vm = owner;
    return pic_line_busy(&vm->irq.pic, line);
}

static bool board_irq_masked(void *owner, unsigned line)
{
    const struct vm *vm = owner;
    return pic_line_masked(&vm->irq.pic, line);
}

static void board_irq_listen(void *owner, unsigned line, void (*ready)(void *device), void *device)
{
    struct vm *vm = owner;
    pic_listen(&vm->irq.pic, line, ready, device);
}

static uint64_t board_now(void *owner)
{
    (void)owner;
    return clock_now();
}

static void board_alarm_set(void *owner, struct alarm *alarm)
{
    struct vm *vm = owner;
    alarms_set(&vm->alarms, alarm);
}

static void board_reset(void *owner)
{
    vm_end(owner, VM_RESET, STATUS_OK);
}

/** INTR is high: if the vCPU is in the guest or in HLT, bring it out to take the interrupt. */
static void intr_raised(void *owner)
{
    struct vm *vm = owner;
    if (!vm->vcpu.started || !pthread_equal(vm->vcpu.thread, pthread_self()))
        vcpu_kick(&vm->vcpu);
}

static void guest_exit(void *owner, uint8_t status)
{
    vm_end(owner, VM_EXITED, status);
}

static int no_input(void *owner)
{
    (void)owner;
    return -1;
}

/** The VM's input, for the device that --input names; silence for the other, and for VMs 1–3. */
static struct byte_source input_for(struct vm *vm, enum input_device device)
{
    if (vm->config.input && vm->config.options->input == device)
        return (struct byte_source){input_next, vm->config.input};
    return (struct byte_source){no_input, NULL};
}

/**
 * KVM's 8254 owes the guest the ticks that it was late for, as ours does: KVM_REINJECT_CONTROL is
 * left as it is, on. Each time it expires is one interrupt; where a guest counted more, the
 * processor was QEMU's (tests/lab/README.md).
 */
static int create_irqchip(struct vm *vm, struct error *err)
{
    struct kvm_pit_config pit = {.flags = KVM_PIT_SPEAKER_DUMMY}; /* port 0x61 too */
    if (kvm_ioctl(vm->fd, KVM_CREATE_IRQCHIP, NULL) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_CREATE_IRQCHIP: %s; use --irqchip user",
                    strerror(errno));
    if (kvm_ioctl(vm->fd, KVM_CREATE_PIT2, &pit) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_CREATE_PIT2: %s; use --irqchip user", strerror(errno));
    return 0;
}

/** With KVM's controllers nobody here can tell what becomes of a line: those stay NULL. */
static struct board board_of(struct vm *vm)
{
    bool ours = vm->config.options->irqchip == IRQCHIP_USER;
    return (struct board){
        .bus = &vm->bus,
        .owner = vm,
        .irq_set = board_irq_set,
        .irq_busy = ours ? board_irq_busy : NULL,
        .irq_masked = ours ? board_irq_masked : NULL,
        .irq_listen = ours ? board_irq_listen : NULL,
        .now_ns = board_now,
        .alarm_set = board_alarm_set,
        .reset = board_reset,
    };
}

static int build_board(struct vm *vm, struct error *err)
{
    unsigned long identity_map = IDENTITY_MAP_ADDRESS;
    vm->board = board_of(vm);
    vm->irq = (struct irq){
        .chip = vm->config.options->irqchip,
        .vm_fd = vm->fd,
        .intr = intr_raised,
        .owner = vm,
        .timed = vm->config.stats != NULL,
    };
    if (kvm_ioctl(vm->fd, KVM_SET_IDENTITY_MAP_ADDR, &identity_map) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_SET_IDENTITY_MAP_ADDR: %s", strerror(errno));
    if (kvm_ioctl(vm->fd, KVM_SET_TSS_ADDR, (void *)TSS_ADDRESS) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_SET_TSS_ADDR: %s", strerror(errno));
    return alarms_open(&vm->alarms, err);
}

static int attach_devices(struct vm *vm)
{
    struct board *board = &vm->board;
    struct byte_sink console = console_sink(vm->config.console, vm->config.index);
    struct byte_sink marks = {marks_put, &vm->marks};
    int result = 0;
    if (vm->irq.chip == IRQCHIP_USER) {
        result |= irq_attach(&vm->irq, board);
        result |= pit_attach(&vm->pit, board);
    }
    result |= keyboard_attach(&vm->keyboard, board, input_for(vm, INPUT_KEYBOARD));
    result |= serial_attach(&vm->serial, board, console, input_for(vm, INPUT_SERIAL));
    result |= debugcon_attach(&vm->debugcon, board, PORT_DEBUGCON, console);
    result |= debugcon_attach(&vm->marks_port, board, PORT_MARKS, marks);
    result |= exit_port_attach(&vm->exit_port, board, guest_exit, vm);
    return result;
}

int pc_build(struct vm *vm, struct error *err)
{
    if (build_board(vm, err) < 0)
        return -1;
    if (vm->irq.chip == IRQCHIP_KERNEL && create_irqchip(vm, err) < 0)
        return -1;
    if (attach_devices(vm) < 0)
        return fail(err, STATUS_OS_ERROR, "two devices claim the same port; this is a bug");
    return 0;
}

void pc_input_arrived(struct vm *vm)
{
    if (vm->config.options->input == INPUT_KEYBOARD)
        keyboard_poll(&vm->keyboard);
    else
        serial_poll(&vm->serial);
}
