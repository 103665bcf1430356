/* What --stats is told: each exit once, and nothing when there was none. */
#include "clock.h"
#include "observe/stats_rows.h"
#include "ports.h"
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

/* The first row of what is told of one exit: its key and its direction. */
static void must_be_told_as(const char *key, const char *direction)
{
    struct stats_row rows[STATS_ROWS_MAX];
    free_vm();
    const struct kvm_run exit = run; /* which make_vm() forgets */
    make_vm();
    run = exit;
    vm.vcpu.exits = 1;
    account_exit(&vm);
    ck_assert_uint_gt(stats_rows(vm.config.stats, rows), 0);
    ck_assert_str_eq(rows[0].kind, "exit");
    ck_assert_str_eq(rows[0].key, key);
    ck_assert_str_eq(rows[0].direction, direction);
    ck_assert_uint_eq(rows[0].count, 1);
}

START_TEST(direction_is_that_of_port_or_memory)
{
    run.exit_reason = KVM_EXIT_IO;
    run.io.port = PORT_SERIAL;
    run.io.direction = KVM_EXIT_IO_IN;
    must_be_told_as("io 0x03f8", "in");
    run.io.direction = KVM_EXIT_IO_OUT;
    must_be_told_as("io 0x03f8", "out");
    memset(&run, 0, sizeof run);
    run.exit_reason = KVM_EXIT_MMIO;
    must_be_told_as("mmio", "in");
    run.mmio.is_write = 1;
    must_be_told_as("mmio", "out");
}
END_TEST

START_TEST(bytes_without_an_exit_are_told_at_the_end)
{
    struct stats_row rows[STATS_ROWS_MAX];
    atomic_store(&vm.coalesced.taken, 5);
    account_end(&vm);
    unsigned count = stats_rows(vm.config.stats, rows), found = 0;
    for (unsigned i = 0; i < count; i++)
        if (strcmp(rows[i].kind, "coalesced") == 0) {
            ck_assert_str_eq(rows[i].key, "io 0x00e9");
            ck_assert_uint_eq(rows[i].count, 5);
            found++;
        }
    ck_assert_uint_eq(found, 1);
}
END_TEST

/* With --trace alone there are no statistics to tell. */
START_TEST(statistics_need_not_be_there)
{
    struct stats *stats = vm.config.stats;
    vm.config.stats = NULL;
    vm.vcpu.exits = 1;
    account_interrupt(&vm, &(struct injection){.vector = 0x20});
    account_end(&vm);
    vm.config.stats = stats;
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        last_exit_is_counted_at_the_end,     guest_that_was_never_entered_had_no_exit,
        direction_is_that_of_port_or_memory, bytes_without_an_exit_are_told_at_the_end,
        statistics_need_not_be_there,
    };
    return RUN_TESTS_BETWEEN("account", tests, make_vm, free_vm);
}
