#include "kvm/kvm.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEVICE    "/dev/kvm"
#define CPUID_MAX 256
#define CR0_PE    (1ULL << 0)
#define CR0_PG    (1ULL << 31)
#define LONG_MODE (1U << 29)

int kvm_ioctl(int fd, unsigned long request, void *argument)
{
    int result;
    do
        result = ioctl(fd, request, argument);
    while (result < 0 && errno == EINTR);
    return result;
}

static int open_device(struct error *err)
{
    int fd = open(DEVICE, O_RDWR | O_CLOEXEC);
    if (fd >= 0)
        return fd;
    switch (errno) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
        return fail(err, STATUS_NO_KVM,
                    "no KVM on this host (" DEVICE ": %s); switch on VT-x or AMD-V in the firmware "
                    "and load kvm_intel or kvm_amd, or use a simulated machine: make lab",
                    strerror(errno));
    case EACCES:
    case EPERM:
        return fail(err, STATUS_NO_KVM,
                    "no permission to open " DEVICE "; join the group kvm: sudo usermod -aG kvm "
                    "$USER, then log in again");
    case EBUSY:
        return fail(err, STATUS_NO_KVM,
                    DEVICE " is held by another hypervisor (VirtualBox?); stop it first");
    default:
        return fail(err, STATUS_NO_KVM, "cannot open " DEVICE ": %s", strerror(errno));
    }
}

static int check_api(struct kvm *kvm, struct error *err)
{
    if (kvm_ioctl(kvm->fd, KVM_GET_API_VERSION, NULL) != KVM_API_VERSION)
        return fail(err, STATUS_NO_KVM,
                    DEVICE " does not speak KVM API %d; it needs Linux 2.6.22 or newer",
                    KVM_API_VERSION);
    if (kvm_ioctl(kvm->fd, KVM_CHECK_EXTENSION, (void *)KVM_CAP_IMMEDIATE_EXIT) <= 0)
        return fail(err, STATUS_NO_KVM,
                    "this KVM lacks KVM_CAP_IMMEDIATE_EXIT; it needs Linux 4.11 or newer");
    int size = kvm_ioctl(kvm->fd, KVM_GET_VCPU_MMAP_SIZE, NULL);
    if (size < (int)sizeof(struct kvm_run))
        return fail(err, STATUS_NO_KVM, "KVM_GET_VCPU_MMAP_SIZE gave %d", size);
    kvm->run_size = (size_t)size;
    return 0;
}

/** KVM_CAP_COALESCED_MMIO gives the ring's page; before Linux 4.20 it could not take ports. */
static void find_coalesced_ring(struct kvm *kvm)
{
    if (kvm_ioctl(kvm->fd, KVM_CHECK_EXTENSION, (void *)KVM_CAP_COALESCED_PIO) <= 0)
        return;
    int page = kvm_ioctl(kvm->fd, KVM_CHECK_EXTENSION, (void *)KVM_CAP_COALESCED_MMIO);
    if (page > 0 && ((size_t)page + 1) * PAGE_SIZE <= kvm->run_size)
        kvm->coalesced_offset = (size_t)page * PAGE_SIZE;
}

static int read_cpuid(struct kvm *kvm, struct error *err)
{
    size_t size = sizeof *kvm->cpuid + CPUID_MAX * sizeof kvm->cpuid->entries[0];
    kvm->cpuid = calloc(1, size);
    if (!kvm->cpuid)
        return fail(err, STATUS_OS_ERROR, "no memory for the CPUID table");
    kvm->cpuid->nent = CPUID_MAX;
    if (kvm_ioctl(kvm->fd, KVM_GET_SUPPORTED_CPUID, kvm->cpuid) < 0)
        return fail(err, STATUS_NO_KVM, "KVM_GET_SUPPORTED_CPUID: %s", strerror(errno));
    return 0;
}

int kvm_open(struct kvm *kvm, struct error *err)
{
    *kvm = (struct kvm){.fd = open_device(err)};
    if (kvm->fd < 0)
        return -1;
    if (check_api(kvm, err) < 0 || read_cpuid(kvm, err) < 0) {
        kvm_close(kvm);
        return -1;
    }
    find_coalesced_ring(kvm);
    return 0;
}

void kvm_close(struct kvm *kvm)
{
    free(kvm->cpuid);
    kvm->cpuid = NULL;
    if (kvm->fd >= 0)
        close(kvm->fd);
    kvm->fd = -1;
}

int kvm_create_vm(const struct kvm *kvm, struct error *err)
{
    int fd = kvm_ioctl(kvm->fd, KVM_CREATE_VM, NULL);
    if (fd < 0)
        return fail(err, STATUS_NO_KVM, "KVM_CREATE_VM: %s%s", strerror(errno),
                    errno == EBUSY ? "; another hypervisor (VirtualBox?) holds the processor" : "");
    return fd;
}

bool kvm_paging_sticks(int vcpu)
{
    struct kvm_sregs sregs;
    if (kvm_ioctl(vcpu, KVM_GET_SREGS, &sregs) < 0)
        return false;
    sregs.cs = (struct kvm_segment){
        .limit = 0xffffffff, .selector = 8, .type = 11, .present = 1, .db = 1, .s = 1, .g = 1};
    sregs.cr0 |= CR0_PE | CR0_PG;
    sregs.cr3 = sregs.cr4 = sregs.efer = 0;
    if (kvm_ioctl(vcpu, KVM_SET_SREGS, &sregs) < 0 || kvm_ioctl(vcpu, KVM_GET_SREGS, &sregs) < 0)
        return false;
    return (sregs.cr0 & CR0_PG) != 0;
}

bool kvm_has_32bit_paging(const struct kvm *kvm)
{
    struct error ignored = {0};
    int vm = kvm_create_vm(kvm, &ignored);
    if (vm < 0)
        return false;
    int vcpu = kvm_ioctl(vm, KVM_CREATE_VCPU, NULL);
    bool result = vcpu >= 0 && kvm_paging_sticks(vcpu);
    if (vcpu >= 0)
        close(vcpu);
    close(vm);
    return result;
}

bool kvm_has_long_mode(const struct kvm *kvm)
{
    for (unsigned i = 0; i < kvm->cpuid->nent; i++)
        if (kvm->cpuid->entries[i].function == 0x80000001)
            return (kvm->cpuid->entries[i].edx & LONG_MODE) != 0;
    return false;
}
