#include "vm/vcpu.h"

#include "boot/cpu_state.h"
#include "clock.h"
#include "console/console.h"
#include "observe/moments.h"
#include "observe/stats.h"
#include "sandbox/sandbox.h"
#include "vm/account.h"
#include "vm/crash.h"
#include "vm/exits.h"
#include "vm/vcpu_wake.h"
#include "vm/vm.h"
#include "vm/vm_end.h"
#include "vm/vm_print.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

int vcpu_create(struct vm *vm, const struct kvm *kvm, const struct boot_state *boot,
                struct error *err)
{
    struct vcpu *vcpu = &vm->vcpu;
    vcpu->fd = kvm_ioctl(vm->fd, KVM_CREATE_VCPU, NULL);
    if (vcpu->fd < 0)
        return fail(err, STATUS_NO_KVM, "KVM_CREATE_VCPU: %s", strerror(errno));
    void *run = mmap(NULL, kvm->run_size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu->fd, 0);
    if (run == MAP_FAILED)
        return fail(err, STATUS_OS_ERROR, "cannot map struct kvm_run: %s", strerror(errno));
    vcpu->run = run;
    vcpu->run_size = kvm->run_size;
    return cpu_state_set(vcpu->fd, kvm, boot, err);
}

void vcpu_destroy(struct vcpu *vcpu)
{
    if (vcpu->run)
        munmap(vcpu->run, vcpu->run_size);
    if (vcpu->fd >= 0)
        close(vcpu->fd);
    pthread_cond_destroy(&vcpu->wake);
}

/** Hands KVM an interrupt that the guest takes as it is entered. @return 0, or -1 when refused */
static int deliver(struct vm *vm, const struct injection *injection)
{
    struct kvm_interrupt request = {.irq = injection->vector};
    if (kvm_ioctl(vm->vcpu.fd, KVM_INTERRUPT, &request) < 0) {
        vm_fail(vm, "KVM_INTERRUPT", errno);
        return -1;
    }
    account_interrupt(vm, injection);
    return 0;
}

/**
 * Injects an interrupt if one waits and the guest can take it, else asks to be told when.
 * @return 0, or -1 when KVM refused
 */
static int inject_interrupt(struct vm *vm)
{
    struct kvm_run *run = vm->vcpu.run;
    struct injection injection;
    pthread_mutex_lock(&vm->lock);
    bool pending = irq_pending(&vm->irq);
    bool inject = pending && run->ready_for_interrupt_injection && run->if_flag;
    if (inject) {
        injection = irq_take(&vm->irq);
        pending = irq_pending(&vm->irq);
    }
    pthread_mutex_unlock(&vm->lock);
    if (inject && deliver(vm, &injection) < 0)
        return -1;
    if (pending && !run->request_interrupt_window && vm->config.stats)
        stats_window(vm->config.stats);
    run->request_interrupt_window = pending;
    return 0;
}

/** One stay in the guest. @return 0 for an exit to handle, -1 when KVM refused */
static int enter_guest(struct vm *vm)
{
    struct vcpu *vcpu = &vm->vcpu;
    bool observed = vm->config.stats || vm->config.trace;
    uint64_t entered = 0;
    if (observed) {
        account_exit(vm);
        entered = clock_now();
    }
    int result = ioctl(vcpu->fd, KVM_RUN, NULL);
    if (result < 0 && (errno == EINTR || errno == EAGAIN)) {
        vcpu_kicked(vcpu);
        result = 0;
    } else if (result < 0) {
        vm_fail(vm, "KVM_RUN", errno);
    }
    vcpu->exits++;
    if (observed) {
        vcpu->returned_ns = clock_now();
        if (vm->config.stats)
            stats_guest(vm->config.stats, vcpu->returned_ns - entered);
    }
    return result;
}

static void write_marks(struct vm *vm)
{
    while (vm->marks.used && marks_flush(&vm->marks) < 0) {
        if (errno != EINTR)
            vm_fail(vm, "cannot write the marks", errno);
        if (errno != EINTR || vcpu_stopping(&vm->vcpu))
            return;
    }
}

/** What the guest printed before the exit goes before all that the exit brings. */
static void take_printed(struct vm *vm)
{
    if (coalesced_waiting(&vm->coalesced)) {
        pthread_mutex_lock(&vm->lock);
        vm_take_printed(vm);
        pthread_mutex_unlock(&vm->lock);
    }
    coalesced_calm_down(&vm->coalesced);
}

/** Sends on what the exit's devices put out; no lock is held. */
static void send_output(struct vm *vm)
{
    if (vm->marks.due)
        write_marks(vm);
    console_throttle(vm->config.console, vm->config.index);
}

/** Ends the VM as the I/O thread asked. */
static void finish_stop(struct vm *vm)
{
    enum vm_outcome outcome = (enum vm_outcome)atomic_load(&vm->vcpu.stop);
    vm_end(vm, outcome, outcome == VM_TIMEOUT ? STATUS_TIMEOUT : STATUS_OK);
    if (outcome == VM_TIMEOUT)
        crash_report_place(vm, "was still running at the --timeout, here:");
}

/** Holds the thread until all is ready, then gives up what it will not need. */
static void enter_sandbox(struct vm *vm)
{
    vcpu_await_release(vm);
    bool wanted = !vm->config.options->no_sandbox && !vcpu_stopping(&vm->vcpu);
    if (wanted && sandbox_enter(SANDBOX_VCPU) < 0)
        vm_fail(vm, "cannot enter the sandbox", errno);
}

static void *vcpu_main(void *argument)
{
    struct vm *vm = argument;
    enter_sandbox(vm);
    moments_note(vm->config.moments, vm->config.index, MOMENT_GUEST);
    while (vm->outcome == VM_RUNNING) {
        if (vcpu_stopping(&vm->vcpu)) {
            finish_stop(vm);
            break;
        }
        bool due = irq_waiting(&vm->irq) || vm->vcpu.run->request_interrupt_window;
        if (due && inject_interrupt(vm) < 0)
            break;
        int result = enter_guest(vm);
        take_printed(vm);
        if (result == 0) {
            exits_handle(vm);
            send_output(vm);
        }
    }
    write_marks(vm); /* a half line too */
    if (vm->config.stats || vm->config.trace)
        account_end(vm);
    moments_note(vm->config.moments, vm->config.index, MOMENT_END);
    console_end_vm(vm->config.console, vm->config.index);
    atomic_store(&vm->ended, true);
    eventfd_write(vm->config.ended_fd, 1);
    return NULL;
}

int vcpu_start(struct vm *vm, struct error *err)
{
    static const int let_in[] = {VCPU_KICK_SIGNAL, VCPU_STOP_SIGNAL, SIGSEGV, SIGBUS,
                                 SIGFPE,           SIGILL,           SIGABRT, SIGSYS};
    sigset_t all, before;
    sigfillset(&all);
    for (size_t i = 0; i < sizeof let_in / sizeof let_in[0]; i++)
        sigdelset(&all, let_in[i]); /* a blocked fault would end us with the terminal still raw */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_mutex_lock(&vm->lock); /* the thread's first interrupt asks whether it is started */
    int why = pthread_create(&vm->vcpu.thread, NULL, vcpu_main, vm);
    vm->vcpu.started = why == 0;
    pthread_mutex_unlock(&vm->lock);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return why ? fail(err, STATUS_OS_ERROR, "cannot start a thread: %s", strerror(why)) : 0;
}
