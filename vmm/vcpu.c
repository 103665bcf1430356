#include "vcpu.h"

#include "boot/cpu_state.h"
#include "exits.h"
#include "observe/stats.h"
#include "observe/trace.h"
#include "vm.h"

#include "console/console.h"
#include "crash.h"

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

bool vcpu_stopping(const struct vcpu *vcpu)
{
    return atomic_load(&vcpu->stop) != VM_RUNNING;
}

/*
 * The race to close: the signal may come when the thread has looked for work but is not yet in
 * KVM_RUN, and would be lost. immediate_exit, set first, makes that KVM_RUN return at once (KVM
 * API document, 5). The thread sets in_guest before it reads immediate_exit in KVM_RUN, and we
 * the other way round, so at least one side sees the other.
 */
void vcpu_kick(struct vcpu *vcpu)
{
    if (vcpu->halted) {
        pthread_cond_signal(&vcpu->wake);
        return;
    }
    __atomic_store_n(&vcpu->run->immediate_exit, 1, __ATOMIC_SEQ_CST);
    if (vcpu->started && atomic_load(&vcpu->in_guest))
        pthread_kill(vcpu->thread, VCPU_KICK_SIGNAL);
}

void vcpu_halt(struct vm *vm)
{
    struct vcpu *vcpu = &vm->vcpu;
    pthread_mutex_lock(&vm->lock);
    vcpu->halted = true;
    while (!irq_pending(&vm->irq) && !vcpu_stopping(vcpu))
        pthread_cond_wait(&vcpu->wake, &vm->lock);
    vcpu->halted = false;
    pthread_mutex_unlock(&vm->lock);
}

void vcpu_stop(struct vm *vm, int outcome)
{
    struct vcpu *vcpu = &vm->vcpu;
    int running = VM_RUNNING;
    atomic_compare_exchange_strong(&vcpu->stop, &running, outcome);
    pthread_mutex_lock(&vm->lock);
    vcpu_kick(vcpu);
    pthread_mutex_unlock(&vm->lock);
    if (vcpu->started && !atomic_load(&vm->ended))
        pthread_kill(vcpu->thread, VCPU_KICK_SIGNAL); /* it may block in a write of marks */
}

/** Injects an interrupt if one waits and the guest can take it, else asks to be told when. */
static void inject_interrupt(struct vm *vm)
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
    if (inject) {
        struct kvm_interrupt request = {.irq = injection.vector};
        if (kvm_ioctl(vm->vcpu.fd, KVM_INTERRUPT, &request) < 0)
            vm_fail(vm, "KVM_INTERRUPT", errno);
        if (vm->config.stats)
            stats_interrupt(vm->config.stats, injection.vector,
                            injection.raised_ns ? alarms_now() - injection.raised_ns : 0);
    }
    if (pending && !run->request_interrupt_window && vm->config.stats)
        stats_window(vm->config.stats);
    run->request_interrupt_window = pending;
}

/** Counts and traces the exit before this entry; kvm_run still describes it. */
static void account(struct vm *vm)
{
    const struct vcpu *vcpu = &vm->vcpu;
    const struct kvm_run *run = vcpu->run;
    uint64_t handled = alarms_now() - vcpu->returned_ns;
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

/** One stay in the guest. @return 0 for an exit to handle, -1 when KVM refused */
static int enter_guest(struct vm *vm)
{
    struct vcpu *vcpu = &vm->vcpu;
    bool observed = vm->config.stats || vm->config.trace;
    uint64_t entered = 0;
    if (observed) {
        if (vcpu->exits)
            account(vm);
        entered = alarms_now();
    }
    atomic_store(&vcpu->in_guest, true);
    int result = ioctl(vcpu->fd, KVM_RUN, NULL);
    int why = errno;
    atomic_store(&vcpu->in_guest, false);
    if (result < 0 && (why == EINTR || why == EAGAIN)) {
        __atomic_store_n(&vcpu->run->immediate_exit, 0, __ATOMIC_SEQ_CST);
        vcpu->run->exit_reason = KVM_EXIT_INTR;
        result = 0;
    } else if (result < 0) {
        vm_fail(vm, "KVM_RUN", why);
    }
    vcpu->exits++;
    if (observed) {
        vcpu->returned_ns = alarms_now();
        if (vm->config.stats)
            stats_guest(vm->config.stats, vcpu->returned_ns - entered);
    }
    return result;
}

/** Sends on what the exit's devices put out; no lock is held. */
static void drain_output(struct vm *vm)
{
    while (vm->marks.used && marks_flush(&vm->marks) < 0) {
        if (errno != EINTR)
            vm_fail(vm, "cannot write the marks", errno);
        if (errno != EINTR || vcpu_stopping(&vm->vcpu))
            return;
    }
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

static void *vcpu_main(void *argument)
{
    struct vm *vm = argument;
    while (vm->outcome == VM_RUNNING) {
        if (vcpu_stopping(&vm->vcpu)) {
            finish_stop(vm);
            break;
        }
        if (vm->irq.chip == IRQCHIP_USER)
            inject_interrupt(vm);
        if (enter_guest(vm) == 0) {
            exits_handle(vm);
            drain_output(vm);
        }
    }
    if (vm->config.stats || vm->config.trace)
        account(vm);
    console_end_vm(vm->config.console, vm->config.index);
    atomic_store(&vm->ended, true);
    eventfd_write(vm->config.ended_fd, 1);
    return NULL;
}

int vcpu_start(struct vm *vm, struct error *err)
{
    static const int let_in[] = {VCPU_KICK_SIGNAL, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    sigset_t all, before;
    sigfillset(&all);
    for (size_t i = 0; i < sizeof let_in / sizeof let_in[0]; i++)
        sigdelset(&all, let_in[i]); /* a blocked fault would end us with the terminal still raw */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int why = pthread_create(&vm->vcpu.thread, NULL, vcpu_main, vm);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (why)
        return fail(err, STATUS_OS_ERROR, "cannot start a thread: %s", strerror(why));
    vm->vcpu.started = true;
    return 0;
}
