/*
 * A vCPU's thread on a KVM that is played: when it injects, when it asks for an interrupt window,
 * and that nothing runs after a refusal.
 */
#include "console/console.h"
#include "ports.h"
#include "unit/run_tests.h"
#include "vm/vcpu_wake.h"
#include "vm/vm.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { ENTRIES_MOST = 8, NO_VECTOR = -1 };

/* What one KVM_RUN finds, and what it returns with; the guest crashes after the last. */
struct stay {
    bool ready;     /* ready_for_interrupt_injection, and IF */
    bool window;    /* found: request_interrupt_window */
    int injected;   /* found: the vector of a KVM_INTERRUPT before it, or NO_VECTOR */
    unsigned raise; /* a line that rises while it lasts; 0: none */
};

static struct vm vm;
static struct kvm_run run;
static struct options options;
static struct stay stays[ENTRIES_MOST];
static unsigned entries, planned;
static int injected;
static int refusal; /* errno of KVM_INTERRUPT; 0: it is taken */

static int enter(void)
{
    struct stay *stay = &stays[entries++];
    ck_assert_uint_lt(entries, ENTRIES_MOST);
    stay->window = run.request_interrupt_window;
    stay->injected = injected;
    injected = NO_VECTOR;
    if (stay->raise) {
        pthread_mutex_lock(&vm.lock);
        irq_set(&vm.irq, stay->raise, true);
        pthread_mutex_unlock(&vm.lock);
    }
    run.ready_for_interrupt_injection = run.if_flag = stay->ready;
    run.exit_reason = entries < planned ? KVM_EXIT_IRQ_WINDOW_OPEN : KVM_EXIT_SHUTDOWN;
    return 0;
}

/** Stands in for the kernel's, in this program alone. */
int ioctl(int fd, unsigned long request, ...)
{
    va_list args;
    va_start(args, request);
    const struct kvm_interrupt *interrupt = va_arg(args, const struct kvm_interrupt *);
    va_end(args);
    (void)fd;
    errno = refusal ? refusal : ENOTTY;
    if (request == KVM_RUN)
        return enter();
    if (request != KVM_INTERRUPT || refusal)
        return -1;
    injected = (int)interrupt->irq;
    return 0;
}

static void no_kick(void *owner)
{
    (void)owner;
}

static void make_console(void)
{
    struct error err = {0};
    vm.config.console = console_create(
        &(struct console_config){.fd = open("/dev/null", O_WRONLY | O_CLOEXEC), .vms = 1}, &err);
    ck_assert_ptr_nonnull(vm.config.console);
}

static void make_vm(void)
{
    memset(&vm, 0, sizeof vm);
    memset(&run, 0, sizeof run);
    memset(stays, 0, sizeof stays);
    entries = 0;
    injected = NO_VECTOR;
    refusal = 0;
    options = (struct options){.no_sandbox = true};
    pthread_mutex_init(&vm.lock, NULL);
    pthread_cond_init(&vm.vcpu.wake, NULL);
    make_console();
    vm.config.options = &options;
    vm.config.ended_fd = eventfd(0, EFD_CLOEXEC);
    vm.marks.fd = -1;
    vm.vcpu.run = &run;
    vm.board = (struct board){.bus = &vm.bus};
    vm.irq = (struct irq){.chip = IRQCHIP_USER, .intr = no_kick};
    ck_assert_int_eq(irq_attach(&vm.irq, &vm.board), 0);
    bus_write(&vm.bus, PORT_PIC_MASTER + 1, (const uint8_t[]){0x00}, 1); /* all lines open */
}

/* Runs the guest for so many stays; it crashes in the last. */
static void run_guest(unsigned count)
{
    struct error err = {0};
    planned = count;
    ck_assert_int_eq(vcpu_start(&vm, &err), 0);
    vcpu_release(&vm);
    ck_assert_int_eq(pthread_join(vm.vcpu.thread, NULL), 0);
    ck_assert(atomic_load(&vm.ended));
    console_destroy(vm.config.console);
    close(vm.config.ended_fd);
}

START_TEST(interrupt_is_injected_when_the_guest_can_take_it)
{
    stays[0] = (struct stay){.ready = true, .raise = 1};
    run_guest(2);
    ck_assert_int_eq(stays[0].injected, NO_VECTOR);
    ck_assert_int_eq(stays[1].injected, 0x09);
    ck_assert(!stays[1].window);
    ck_assert_int_eq(vm.outcome, VM_CRASHED);
}
END_TEST

START_TEST(window_is_asked_for_until_it_opens)
{
    stays[0] = (struct stay){.ready = false, .raise = 1};
    stays[2] = (struct stay){.ready = true};
    run_guest(5);
    ck_assert(stays[1].window && stays[2].window && !stays[3].window && !stays[4].window);
    ck_assert_int_eq(stays[2].injected, NO_VECTOR);
    ck_assert_int_eq(stays[3].injected, 0x09);
    ck_assert_int_eq(stays[4].injected, NO_VECTOR);
}
END_TEST

/* The second is the more urgent one: it waits for no end of interrupt. */
START_TEST(window_stays_asked_for_while_another_waits)
{
    stays[0] = (struct stay){.ready = true, .raise = 4};
    stays[1] = (struct stay){.ready = false, .raise = 1};
    stays[2] = (struct stay){.ready = true};
    run_guest(4);
    ck_assert_int_eq(stays[1].injected, 0x0c);
    ck_assert(!stays[1].window && stays[2].window && !stays[3].window);
    ck_assert_int_eq(stays[3].injected, 0x09);
}
END_TEST

START_TEST(guest_is_not_entered_after_a_refusal)
{
    refusal = EINVAL;
    stays[0] = (struct stay){.ready = true, .raise = 1};
    run_guest(3);
    ck_assert_uint_eq(entries, 1);
    ck_assert_int_eq(vm.outcome, VM_FAILED);
    ck_assert_int_eq(vm.status, STATUS_OS_ERROR);
    ck_assert_ptr_nonnull(strstr(vm.report, "KVM_INTERRUPT: Invalid argument"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        interrupt_is_injected_when_the_guest_can_take_it,
        window_is_asked_for_until_it_opens,
        window_stays_asked_for_while_another_waits,
        guest_is_not_entered_after_a_refusal,
    };
    return RUN_TESTS_BETWEEN("vcpu", tests, make_vm, NULL);
}
