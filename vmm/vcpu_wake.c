#include "vcpu_wake.h"

#include "vm.h"

#include <signal.h>

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
    if (atomic_load(&vcpu->halted)) {
        atomic_store(&vcpu->halted, false); /* now: the I/O thread's next look counts on it */
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
        pthread_kill(vcpu->thread, VCPU_KICK_SIGNAL); /* it may block in a write of marks */
}
