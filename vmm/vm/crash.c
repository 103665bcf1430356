#include "vm/crash.h"

#include "observe/exit_reason.h"
#include "vm/vm.h"
#include "vm/vm_end.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define CR0_PE    (1ULL << 0)
#define CR0_PG    (1ULL << 31)
#define EFER_LMA  (1ULL << 10)
#define RFLAGS_VM (1ULL << 17)

enum { CODE_BYTES = 16 };

struct state {
    struct kvm_regs regs;
    struct kvm_sregs sregs;
};

static int read_state(const struct vm *vm, struct state *state)
{
    if (kvm_ioctl(vm->vcpu.fd, KVM_GET_REGS, &state->regs) < 0)
        return -1;
    return kvm_ioctl(vm->vcpu.fd, KVM_GET_SREGS, &state->sregs);
}

static bool in_64bit_mode(const struct state *state)
{
    return (state->sregs.efer & EFER_LMA) && state->sregs.cs.l;
}

static const char *mode_name(const struct state *state)
{
    const struct kvm_sregs *sregs = &state->sregs;
    if (!(sregs->cr0 & CR0_PE))
        return "real mode";
    if (sregs->efer & EFER_LMA)
        return in_64bit_mode(state) ? "64-bit mode" : "compatibility mode";
    if (state->regs.rflags & RFLAGS_VM)
        return "virtual-8086 mode";
    return sregs->cr0 & CR0_PG ? "32-bit protected mode with paging"
                               : "32-bit protected mode without paging";
}

/**
 * CS has it in its low bits (Intel SDM 3A, "Privilege Levels"), but for an 8086's modes (3B, "8086
 * Emulation").
 */
static unsigned ring_of(const struct state *state)
{
    if (!(state->sregs.cr0 & CR0_PE))
        return 0;
    return state->regs.rflags & RFLAGS_VM ? 3 : state->sregs.cs.selector & 3U;
}

/**
 * Where CS:IP is, before paging: 64-bit code alone has no base (Intel SDM 3A, "Segmentation in
 * IA-32e Mode").
 */
static uint64_t linear_of(const struct state *state)
{
    uint64_t linear = state->sregs.cs.base + state->regs.rip;
    return in_64bit_mode(state) ? state->regs.rip : (uint32_t)linear;
}

/** A byte as the guest sees it, through its page tables. @return 0, or -1 when none is there */
static int read_linear(const struct vm *vm, uint64_t linear, uint8_t *byte)
{
    struct kvm_translation where = {.linear_address = linear};
    if (kvm_ioctl(vm->vcpu.fd, KVM_TRANSLATE, &where) < 0 || !where.valid)
        return -1;
    return memory_read(&vm->memory, where.physical_address, byte, 1);
}

/** The bytes at CS:IP, as far as they can be read. */
static void report_code(struct vm *vm, const struct state *state)
{
    uint64_t linear = linear_of(state);
    vm_report(vm, "  code");
    for (unsigned i = 0; i < CODE_BYTES; i++) {
        uint8_t byte;
        if (read_linear(vm, linear + i, &byte) < 0) {
            vm_report(vm, " (no memory there)");
            break;
        }
        vm_report(vm, " %02x", byte);
    }
    vm_report(vm, "\n");
}

static void report_state(struct vm *vm, const struct state *state)
{
    const struct kvm_regs *r = &state->regs;
    const struct kvm_sregs *s = &state->sregs;
    vm_report(vm, "  RIP %04x:%016" PRIx64 "  RFLAGS %08" PRIx64 "  %s, ring %u\n", s->cs.selector,
              (uint64_t)r->rip, (uint64_t)r->rflags, mode_name(state), ring_of(state));
    const struct {
        const char *name;
        uint64_t value;
    } table[] = {
        {"RAX", r->rax},  {"RBX", r->rbx},      {"RCX", r->rcx},      {"RDX", r->rdx},
        {"RSI", r->rsi},  {"RDI", r->rdi},      {"RBP", r->rbp},      {"RSP", r->rsp},
        {"R8 ", r->r8},   {"R9 ", r->r9},       {"R10", r->r10},      {"R11", r->r11},
        {"R12", r->r12},  {"R13", r->r13},      {"R14", r->r14},      {"R15", r->r15},
        {"CR0", s->cr0},  {"CR2", s->cr2},      {"CR3", s->cr3},      {"CR4", s->cr4},
        {"EFR", s->efer}, {"GDT", s->gdt.base}, {"IDT", s->idt.base}, {"TR ", s->tr.base},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        vm_report(vm, "  %s %016" PRIx64 "%s", table[i].name, table[i].value,
                  i % 4 == 3 ? "\n" : "");
    report_code(vm, state);
}

void crash_report_place(struct vm *vm, const char *why)
{
    struct state state;
    vm_report(vm, "kvm-vmm: VM %u (%s) %s\n", vm->config.index, vm->name, why);
    if (read_state(vm, &state) == 0)
        report_state(vm, &state);
    else
        vm_report(vm, "  (its registers cannot be read: %s)\n", strerror(errno));
}

void crash_report_halted(struct vm *vm)
{
    struct state state;
    uint64_t rip = read_state(vm, &state) == 0 ? state.regs.rip : 0;
    vm_report(vm,
              "kvm-vmm: VM %u (%s) halted for good: HLT with interrupts off before RIP 0x%" PRIx64
              "\n",
              vm->config.index, vm->name, rip);
}

/** Tells whether the guest stands before a MOV to CR0 that sets PG: 0f 22 /0, a register form. */
static bool sets_paging(const struct vm *vm, const struct state *state)
{
    const struct kvm_regs *r = &state->regs;
    const uint64_t source[] = {r->rax, r->rcx, r->rdx, r->rbx, r->rsp, r->rbp, r->rsi, r->rdi};
    uint8_t code[3];
    return memory_read(&vm->memory, state->sregs.cs.base + r->rip, code, sizeof code) == 0 &&
           code[0] == 0x0f && code[1] == 0x22 && (code[2] & 0xf8) == 0xc0 &&
           (source[code[2] & 7] & CR0_PG);
}

/**
 * A KVM without 32-bit paging (kvm_pvm) ends at the instruction that would switch it on. That is
 * the host's limit, not the guest's fault.
 */
static bool lacks_paging(const struct vm *vm)
{
    struct state state;
    return vm->vcpu.run->exit_reason == KVM_EXIT_SHUTDOWN && read_state(vm, &state) == 0 &&
           (state.sregs.cr0 & CR0_PE) && !(state.sregs.cr0 & CR0_PG) && sets_paging(vm, &state) &&
           !kvm_paging_sticks(vm->vcpu.fd);
}

static void describe(const struct kvm_run *run, char *text, size_t size)
{
    switch (run->exit_reason) {
    case KVM_EXIT_SHUTDOWN:
        snprintf(text, size, "crashed: triple fault (KVM_EXIT_SHUTDOWN)");
        break;
    case KVM_EXIT_INTERNAL_ERROR:
        snprintf(text, size,
                 "crashed: KVM cannot run this instruction (internal error, suberror %u)",
                 run->internal.suberror);
        break;
    case KVM_EXIT_FAIL_ENTRY:
        snprintf(text, size, "crashed: the processor refused to enter the guest (reason 0x%llx)",
                 (unsigned long long)run->fail_entry.hardware_entry_failure_reason);
        break;
    default:
        snprintf(text, size, "stopped: exit reason %u (%s) has no meaning on this machine",
                 run->exit_reason, exit_reason_name(run->exit_reason));
        break;
    }
}

void crash_report(struct vm *vm)
{
    char why[128];
    if (lacks_paging(vm)) {
        vm->status = STATUS_NO_KVM;
        vm_report(vm,
                  "kvm-vmm: VM %u (%s) needs 32-bit paging, which this host's KVM has not "
                  "(see kvm-vmm --probe); run guest/os1k-x86_64.elf here, or this under QEMU or in "
                  "make lab\n",
                  vm->config.index, vm->name);
        return;
    }
    describe(vm->vcpu.run, why, sizeof why);
    crash_report_place(vm, why);
}
