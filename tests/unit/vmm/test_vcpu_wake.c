/*
 * Waking a vCPU's thread: who looks for unseen output right after has to find the guest awake,
 * though the thread itself may be far from having run.
 */
#include "unit/run_tests.h"
#include "vm/vcpu_wake.h"
#include "vm/vm_print.h"

#include <string.h>

static struct vm vm;
static struct kvm_run run;
static struct kvm_coalesced_mmio_ring ring;

/* A VM whose thread sleeps; what KVM would share with it is played here. */
static void put_to_sleep(void)
{
    memset(&vm, 0, sizeof vm);
    memset(&run, 0, sizeof run);
    pthread_mutex_init(&vm.lock, NULL);
    pthread_cond_init(&vm.vcpu.wake, NULL);
    vm.coalesced.ring = &ring;
    atomic_store(&vm.coalesced.gathering, true);
    vm.vcpu.run = &run;
    vm.vcpu.started = true;
    atomic_store(&vm.vcpu.halted, true);
    ck_assert(!vm_may_print(&vm));
}

/* Waits until the thread sleeps: it sets the flag under the lock that its sleep gives up. */
static void await_sleep(void)
{
    bool asleep = false;
    while (!asleep) {
        pthread_mutex_lock(&vm.lock);
        asleep = atomic_load(&vm.vcpu.halted);
        pthread_mutex_unlock(&vm.lock);
    }
}

static void *hold(void *unused)
{
    (void)unused;
    vcpu_await_release(&vm);
    return NULL;
}

static void start_held_thread(void)
{
    put_to_sleep();
    atomic_store(&vm.vcpu.halted, false);
    ck_assert_int_eq(pthread_create(&vm.vcpu.thread, NULL, hold, NULL), 0);
    await_sleep();
}

START_TEST(released_guest_may_print_at_once)
{
    put_to_sleep();
    vcpu_release(&vm);
    ck_assert(vm.vcpu.released);
    ck_assert(vm_may_print(&vm));
}
END_TEST

START_TEST(kicked_guest_may_print_at_once)
{
    put_to_sleep();
    vcpu_kick(&vm.vcpu);
    ck_assert(vm_may_print(&vm));
    ck_assert_uint_eq(run.immediate_exit, 0); /* it sleeps here, not in KVM_RUN */
}
END_TEST

START_TEST(kick_that_comes_before_the_guest_is_entered_is_kept)
{
    put_to_sleep();
    atomic_store(&vm.vcpu.halted, false);
    vm.vcpu.started = false; /* no thread to send the signal to */
    vcpu_kick(&vm.vcpu);
    ck_assert_uint_eq(run.immediate_exit, 1);
    vcpu_kicked(&vm.vcpu);
    ck_assert_uint_eq(run.immediate_exit, 0);
    ck_assert_uint_eq(run.exit_reason, KVM_EXIT_INTR);
}
END_TEST

START_TEST(thread_is_held_until_it_is_released)
{
    start_held_thread();
    pthread_mutex_lock(&vm.lock);
    pthread_cond_signal(&vm.vcpu.wake); /* a wake-up that means nothing */
    pthread_mutex_unlock(&vm.lock);
    await_sleep();
    vcpu_release(&vm);
    ck_assert_int_eq(pthread_join(vm.vcpu.thread, NULL), 0);
    ck_assert(vm_may_print(&vm));
}
END_TEST

START_TEST(end_before_the_release_frees_the_thread)
{
    start_held_thread();
    atomic_store(&vm.ended, true); /* no second signal: the thread may be gone by then */
    vcpu_stop(&vm, VM_STOPPED);
    ck_assert_int_eq(pthread_join(vm.vcpu.thread, NULL), 0);
    ck_assert(vcpu_stopping(&vm.vcpu));
    ck_assert(!vm.vcpu.released);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        released_guest_may_print_at_once,
        kicked_guest_may_print_at_once,
        kick_that_comes_before_the_guest_is_entered_is_kept,
        thread_is_held_until_it_is_released,
        end_before_the_release_frees_the_thread,
    };
    return RUN_TESTS("vcpu_wake", tests);
}
