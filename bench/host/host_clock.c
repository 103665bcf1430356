#include "host_clock.h"

#include <fcntl.h>
#include <inttypes.h>
#include <linux/kvm.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

/** Closes what opened, in a chain where the next may not have. */
static void close_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

/* KVM knows the rate that the kernel calibrated, and tells it of a vCPU (KVM API document,
 * KVM_GET_TSC_KHZ); Linux says it nowhere else but in its log. */
uint64_t host_tsc_khz(void)
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    int vm = kvm >= 0 ? ioctl(kvm, KVM_CREATE_VM, 0) : -1;
    int vcpu = vm >= 0 ? ioctl(vm, KVM_CREATE_VCPU, 0) : -1;
    int khz = vcpu >= 0 ? ioctl(vcpu, KVM_GET_TSC_KHZ, 0) : -1;
    close_open(vcpu);
    close_open(vm);
    close_open(kvm);
    return khz > 0 ? (uint64_t)khz : 0;
}

struct host_ticks host_ticks(void)
{
    struct host_ticks ticks = {0};
    uint64_t field[8] = {0}; /* user nice system idle iowait irq softirq steal: proc(5) */
    FILE *in = fopen("/proc/stat", "re");
    if (!in)
        return ticks;
    if (fscanf(in,
               "cpu %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64
               " %" SCNu64 " %" SCNu64,
               &field[0], &field[1], &field[2], &field[3], &field[4], &field[5], &field[6],
               &field[7]) == 8) {
        for (int i = 0; i < 8; i++)
            ticks.total += field[i];
        ticks.stolen = field[7];
    }
    fclose(in);
    return ticks;
}

double host_stolen_percent(struct host_ticks from, struct host_ticks to)
{
    if (to.total <= from.total || to.stolen < from.stolen)
        return 0;
    return 100.0 * (double)(to.stolen - from.stolen) / (double)(to.total - from.total);
}
