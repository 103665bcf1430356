/*
 * A KVM that does nothing, to be preloaded: /dev/kvm opens, every guest exits at once, and so what
 * is left is the program's own time between two KVM_RUNs. On any host, without KVM.
 *
 *     OWN_EXITS=N  exits before the guest ends
 *     OWN_PORT=P   the port they are about: a byte is read from it
 *
 * At the end it tells the processor time of the vCPU's thread, divided by the exits, on stderr.
 */
#include "ports.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, RUN_SIZE = 3 * PAGE, OTHER = -1 };

static int kvm = -1;
static struct kvm_run *run;
static uint64_t exits, done;
static uint16_t port;
static double started_ns;

static double thread_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/** One file stands for all that KVM's descriptors can be mapped for: struct kvm_run. */
static int open_idle_kvm(void)
{
    exits = strtoull(getenv("OWN_EXITS"), NULL, 0);
    port = (uint16_t)strtoul(getenv("OWN_PORT"), NULL, 0);
    kvm = memfd_create("idle-kvm", MFD_CLOEXEC);
    if (kvm < 0 || ftruncate(kvm, RUN_SIZE) != 0)
        return -1;
    run = mmap(NULL, RUN_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, kvm, 0);
    return run == MAP_FAILED ? -1 : dup(kvm);
}

/** Without stdio, whose system calls the sandbox of a vCPU's thread does not know. */
static void tell(double ns_an_exit)
{
    char text[40];
    int length = snprintf(text, sizeof text, "%.1f\n", ns_an_exit);
    if (write(STDERR_FILENO, text, (size_t)length) < 0)
        abort();
}

static int exit_at_once(void)
{
    bool last = done == exits;
    if (done++ == 0)
        started_ns = thread_ns();
    if (last)
        tell((thread_ns() - started_ns) / (double)exits);
    run->exit_reason = KVM_EXIT_IO;
    run->io.direction = last ? KVM_EXIT_IO_OUT : KVM_EXIT_IO_IN;
    run->io.port = last ? PORT_EXIT : port;
    run->io.size = 1;
    run->io.count = 1;
    run->io.data_offset = PAGE;
    ((uint8_t *)run)[PAGE] = 0;
    return 0;
}

static int answer(unsigned long request, void *argument)
{
    switch (request) {
    case KVM_GET_API_VERSION:
        return KVM_API_VERSION;
    case KVM_CHECK_EXTENSION:
        return (long)argument == KVM_CAP_COALESCED_MMIO ? 2 : 1; /* the ring's page; yes */
    case KVM_GET_VCPU_MMAP_SIZE:
        return RUN_SIZE;
    case KVM_CREATE_VM:
    case KVM_CREATE_VCPU:
        return dup(kvm);
    case KVM_GET_SUPPORTED_CPUID:
        ((struct kvm_cpuid2 *)argument)->nent = 0;
        return 0;
    default:
        return _IOC_TYPE(request) == KVMIO ? 0 : OTHER;
    }
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    if (strcmp(path, "/dev/kvm") == 0)
        return open_idle_kvm();
    int (*libc_open)(const char *, int, ...);
    *(void **)&libc_open = dlsym(RTLD_NEXT, "open");
    return libc_open(path, flags, mode);
}

int ioctl(int fd, unsigned long request, ...)
{
    va_list more;
    va_start(more, request);
    void *argument = va_arg(more, void *);
    va_end(more);
    if (request == KVM_RUN)
        return exit_at_once();
    int result = answer(request, argument);
    if (result != OTHER)
        return result;
    int (*libc_ioctl)(int, unsigned long, ...);
    *(void **)&libc_ioctl = dlsym(RTLD_NEXT, "ioctl");
    return libc_ioctl(fd, request, argument);
}
