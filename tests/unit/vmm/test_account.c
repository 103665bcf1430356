/* What --stats is told: each exit once, and nothing when there was none. */
#include "clock.h"
#include "observe/stats.h"
#include "unit/run_tests.h"
#include "vm/account.h"
#include "vm/vm.h"

#include <string.h>

static struct vm vm;
static struct kvm_run run;

static void make_vm(void)
{
    struct error err = {0};
    memset(&vm, 0, sizeof vm);
    memset(&run, 0, sizeof run);
    pthread_mutex_init(&vm.lock, NULL);
    vm.vcpu.run = &run;
    vm.config.stats = stats_create(0, "guest", &err);
    ck_assert_ptr_nonnull(vm.config.stats);
}

static void free_vm(void)
{
    stats_destroy(vm.config.stats);
    pthread_mutex_destroy(&vm.lock);
}

START_TEST(last_exit_is_counted_at_the_end)
{
    vm.vcpu.exits = 1;
    vm.vcpu.returned_ns = clock_now();
    run.exit_reason = KVM_EXIT_HLT;
    account_end(&vm);
    ck_assert_uint_eq(stats_exits(vm.config.stats), 1);
}
END_TEST

/* A time-out, or a signal, that comes before the guest is entered. */
START_TEST(guest_that_was_never_entered_had_no_exit)
{
    account_end(&vm);
    ck_assert_uint_eq(stats_exits(vm.config.stats), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        last_exit_is_counted_at_the_end,
        guest_that_was_never_entered_had_no_exit,
    };
    return RUN_TESTS_BETWEEN("account", tests, make_vm, free_vm);
}
