#include "vm/vcpu_wake.h"

#include <signal.h>

/*
 * The race to close: the thread has looked for work, found none, and is not yet in KVM_RUN. Who
 * kicks has left what there is to find (irq_waiting(), `stop`); then sets immediate_exit; then
 * sends the signal. If that comes during KVM_RUN it ends it. If it comes before, so have the two
 * writes, and KVM_RUN, which reads immediate_exit, returns at once (KVM API document, "The kvm_run
 * structure"). So the way into the guest needs neither a flag nor a barrier of its own.
 */
void vcpu_kick(struct vcpu *vcpu)
{
    if (atomic_load(&vcpu->halted)) {
        atomic_store(&vcpu->halted, false); /* now: the I/O thread's next look counts on it */
        pthread_cond_signal(&vcpu->wake);
        return;
    }
    __atomic_store_n(&vcpu->run->immediate_exit, 1, __ATOMIC_RELEASE);
    if (vcpu->started)
        pthread_kill(vcpu->thread, VCPU_KICK_SIGNAL);
}

void vcpu_check(struct vm *vm)
{
    pthread_mutex_lock(&vm->lock);
    vcpu_kick(&vm->vcpu);
    pthread_mutex_unlock(&vm->lock);
}

/* The barrier keeps the thread from looking for work before the next kick can be seen: else that
   kick's immediate_exit could be what is cleared here. */
void vcpu_kicked(struct vcpu *vcpu)
{
    __atomic_store_n(&vcpu->run->immediate_exit, 0, __ATOMIC_SEQ_CST);
    vcpu->run->exit_reason = KVM_EXIT_INTR;
}

void vcpu_await_release(struct vm *vm)
{
    struct vcpu *vcpu = &vm->vcpu;
    pthread_mutex_lock(&vm->lock);
    while (!vcpu->released && !vcpu_stopping(vcpu)) {
        atomic_store(&vcpu->halted, true);
        pthread_cond_wait(&vcpu->wake, &vm->lock);
    }
    atomic_store(&vcpu->halted, false);
    pthread_mutex_unlock(&vm->lock);
}

void vcpu_release(struct vm *vm)
{
    pthread_mutex_lock(&vm->lock);
    vm->vcpu.released = true;
    atomic_store(&vm->vcpu.halted, false); /* now, as in vcpu_kick(): the guest may print unseen */
    pthread_cond_signal(&vm->vcpu.wake);
    pthread_mutex_unlock(&vm->lock);
}

void vcpu_halt(struct vm *vm)
{
    struct vcpu *vcpu = &vm->vcpu;
    pthread_mutex_lock(&vm->lock);
    while (!irq_pending(&vm->irq) && !vcpu_stopping(vcpu)) {
        atomic_store(&vcpu->halted, true);
        pthread_cond_wait(&vcpu->wake, &vm->lock);
    }
    atomic_store(&vcpu->halted, false);
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
        pthread_kill(vcpu->thread, VCPU_STOP_SIGNAL);
}
