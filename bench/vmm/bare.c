/*
 * The yardstick of `make bench-vmm`: the least program that runs our measuring guests on KVM.
 *
 *     bare IMAGE
 *
 * One VM, one thread, no devices: the debug console (each byte an exit, written line by line), the
 * exit port, and one timer of the process in place of PIC and PIT. It checks nothing that a guest
 * could do wrong. What kvm-vmm takes longer than this is the price of being a monitor.
 */
#include "ports.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { MEMORY = 256 << 10, LOADED_AT = 0x7c00, SECTOR = 512, TIMER_VECTOR = 0x20 };

struct bare {
    int vcpu;
    struct kvm_run *run;
    timer_t timer;
    uint16_t count; /* of the timer, as written so far */
    unsigned written;
    bool due;
    size_t length;
    char line[4096];
};

/** Gives back what a system call gave, unless it failed. */
static int must(int result, const char *what)
{
    if (result < 0) {
        perror(what);
        exit(EXIT_FAILURE);
    }
    return result;
}

static void on_timer(int signal, siginfo_t *info, void *context)
{
    (void)signal, (void)context;
    struct kvm_run *run = info->si_value.sival_ptr;
    run->immediate_exit = 1; /* should it have come outside KVM_RUN */
}

static void create(struct bare *bare, const char *image)
{
    int kvm = must(open("/dev/kvm", O_RDWR | O_CLOEXEC), "/dev/kvm");
    int vm = must(ioctl(kvm, KVM_CREATE_VM, 0), "KVM_CREATE_VM");
    uint8_t *memory =
        mmap(NULL, MEMORY, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int file = must(open(image, O_RDONLY | O_CLOEXEC), image);
    must((int)read(file, memory + LOADED_AT, SECTOR), image);
    struct kvm_userspace_memory_region region = {.memory_size = MEMORY,
                                                 .userspace_addr = (uintptr_t)memory};
    must(ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region), "KVM_SET_USER_MEMORY_REGION");
    bare->vcpu = must(ioctl(vm, KVM_CREATE_VCPU, 0), "KVM_CREATE_VCPU");
    int size = must(ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0), "KVM_GET_VCPU_MMAP_SIZE");
    bare->run = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, bare->vcpu, 0);
    must(bare->run == MAP_FAILED ? -1 : 0, "mmap");
    struct kvm_sregs sregs;
    struct kvm_regs regs = {.rip = LOADED_AT, .rflags = 2};
    must(ioctl(bare->vcpu, KVM_GET_SREGS, &sregs), "KVM_GET_SREGS");
    sregs.cs.base = sregs.cs.selector = 0;
    must(ioctl(bare->vcpu, KVM_SET_SREGS, &sregs), "KVM_SET_SREGS");
    must(ioctl(bare->vcpu, KVM_SET_REGS, &regs), "KVM_SET_REGS");
}

static void start_timer(struct bare *bare)
{
    struct itimerspec when = {.it_value.tv_nsec = bare->count * 1000000000L / PIT_HZ};
    if (bare->written == 2) { /* the first time: low byte, high byte */
        struct sigaction action = {.sa_sigaction = on_timer, .sa_flags = SA_SIGINFO};
        struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
                                 .sigev_signo = SIGALRM,
                                 .sigev_value.sival_ptr = bare->run};
        sigaction(SIGALRM, &action, NULL);
        must(timer_create(CLOCK_MONOTONIC, &event, &bare->timer), "timer_create");
    }
    timer_settime(bare->timer, 0, &when, NULL);
}

static void print(struct bare *bare, const uint8_t *bytes, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        bare->line[bare->length++] = (char)bytes[i];
        if (bytes[i] != '\n' && bare->length < sizeof bare->line)
            continue;
        must((int)write(STDOUT_FILENO, bare->line, bare->length), "stdout");
        bare->length = 0;
    }
}

static void access_port(struct bare *bare)
{
    struct kvm_run *run = bare->run;
    uint8_t *data = (uint8_t *)run + run->io.data_offset;
    if (run->io.direction == KVM_EXIT_IO_IN)
        *data = run->io.port == PORT_DEBUGCON ? DEBUGCON_PRESENT : 0xff;
    else if (run->io.port == PORT_DEBUGCON)
        print(bare, data, run->io.count);
    else if (run->io.port == PORT_EXIT)
        exit(*data);
    else if (run->io.port == PORT_PIT) {
        bare->count = (uint16_t)(bare->count >> 8 | *data << 8);
        if (++bare->written % 2 == 0)
            start_timer(bare);
    }
}

/** Injects the timer's interrupt when the guest can take it, else asks to be told. */
static void inject(struct bare *bare)
{
    struct kvm_interrupt request = {.irq = TIMER_VECTOR};
    bare->run->request_interrupt_window = !bare->run->ready_for_interrupt_injection;
    if (bare->run->ready_for_interrupt_injection) {
        must(ioctl(bare->vcpu, KVM_INTERRUPT, &request), "KVM_INTERRUPT");
        bare->due = false;
    }
}

int main(int argc, char *argv[])
{
    struct bare bare = {.vcpu = -1};
    if (argc != 2) {
        fputs("usage: bare IMAGE\n", stderr);
        return EXIT_FAILURE;
    }
    create(&bare, argv[1]);
    for (;;) {
        if (bare.due)
            inject(&bare);
        int result = ioctl(bare.vcpu, KVM_RUN, 0);
        if (result == 0 && bare.run->exit_reason == KVM_EXIT_IO) {
            access_port(&bare);
        } else if (result < 0 && errno == EINTR) { /* the timer: there is no other signal */
            bare.run->immediate_exit = 0;
            bare.due = true;
        } else if (result < 0) {
            must(result, "KVM_RUN");
        } else if (bare.run->exit_reason != KVM_EXIT_IRQ_WINDOW_OPEN) {
            fprintf(stderr, "bare: exit reason %u\n", bare.run->exit_reason);
            exit(EXIT_FAILURE);
        }
    }
}
