#include "boot/cpu_state.h"

#include <errno.h>
#include <string.h>

#define CR0_PE          1ULL
#define RFLAGS_RESERVED 2ULL /* bit 1 reads as one, always (Intel SDM 1, "EFLAGS Register") */
#define BOOT_DRIVE      0x80 /* in DL: the first hard disk, as a BIOS would say */
#define FLAT_STACK      0x7c00

/* Types of descriptors (Intel SDM 3A, "Code- and Data-Segment Descriptor Types"). */
enum { TYPE_DATA_RW_ACCESSED = 3, TYPE_CODE_RX_ACCESSED = 11 };

/** Real mode from the reset state: all segments at 0, IF clear, a stack below the image. */
static void real_mode(struct kvm_sregs *sregs, struct kvm_regs *regs, const struct boot_state *boot)
{
    struct kvm_segment *all[] = {&sregs->cs, &sregs->ds, &sregs->es,
                                 &sregs->fs, &sregs->gs, &sregs->ss};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        all[i]->base = 0;
        all[i]->selector = 0;
    }
    regs->rip = boot->entry;
    regs->rsp = FLAT_STACK;
    regs->rdx = BOOT_DRIVE;
}

/** Multiboot Specification 3.2: flat 4 GiB segments, paging off, interrupts off. */
static void protected_mode(struct kvm_sregs *sregs, struct kvm_regs *regs,
                           const struct boot_state *boot)
{
    struct kvm_segment code = {
        .limit = 0xffffffff,
        .selector = 0x08,
        .type = TYPE_CODE_RX_ACCESSED,
        .present = 1,
        .db = 1,
        .s = 1,
        .g = 1,
    };
    struct kvm_segment data = code;
    data.selector = 0x10;
    data.type = TYPE_DATA_RW_ACCESSED;
    sregs->cs = code;
    sregs->ds = sregs->es = sregs->fs = sregs->gs = sregs->ss = data;
    sregs->cr0 |= CR0_PE;
    regs->rip = boot->entry;
    regs->rax = boot->eax;
    regs->rbx = boot->ebx;
}

int cpu_state_set(int vcpu_fd, const struct kvm *kvm, const struct boot_state *boot,
                  struct error *err)
{
    struct kvm_sregs sregs;
    struct kvm_regs regs = {.rflags = RFLAGS_RESERVED};
    if (kvm_ioctl(vcpu_fd, KVM_SET_CPUID2, kvm->cpuid) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_SET_CPUID2: %s", strerror(errno));
    if (kvm_ioctl(vcpu_fd, KVM_GET_SREGS, &sregs) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_GET_SREGS: %s", strerror(errno));
    if (boot->kind == IMAGE_FLAT)
        real_mode(&sregs, &regs, boot);
    else
        protected_mode(&sregs, &regs, boot);
    if (kvm_ioctl(vcpu_fd, KVM_SET_SREGS, &sregs) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_SET_SREGS: %s", strerror(errno));
    if (kvm_ioctl(vcpu_fd, KVM_SET_REGS, &regs) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_SET_REGS: %s", strerror(errno));
    return 0;
}
