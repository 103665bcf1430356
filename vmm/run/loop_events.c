#include "run/loop_internal.h"

#include "run/signals.h"
#include "vm/vcpu_wake.h"

#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

void loop_stop(struct loop *loop, enum vm_outcome outcome)
{
    if (!loop->stopping)
        loop->stop_reason = outcome;
    loop->stopping = true;
    loop->again_ns = clock_now() + STOP_AGAIN_MS * NS_PER_MS;
    console_shutdown(loop->session->console);
    for (unsigned i = 0; i < loop->session->vm_count; i++)
        if (loop->session->vm[i].vcpu.started)
            vcpu_stop(&loop->session->vm[i], loop->stop_reason);
}

static void flush_console(struct loop *loop)
{
    if (console_flush(loop->session->console, loop->err) < 0)
        loop_stop(loop, VM_STOPPED);
}

static void on_suspend(struct loop *loop)
{
    struct session *session = loop->session;
    struct error ignored = {0}; /* what could not be written now is tried again below */
    console_finish(session->console, STOP_AGAIN_MS, &ignored);
    terminal_suspend(&session->terminal);
    flush_console(loop);
}

static void on_signal(struct loop *loop)
{
    int signal = signals_take(loop->signal_fd);
    if (signal == SIGTSTP) {
        on_suspend(loop);
    } else if (signal == SIGCONT) {
        terminal_resume(&loop->session->terminal);
    } else if (signal) {
        if (!loop->session->signal)
            loop->session->signal = signal;
        loop_stop(loop, VM_STOPPED);
    }
}

/** Joins the threads that are done, and passes on what their VMs have to say. */
static void on_ended(struct loop *loop)
{
    struct session *session = loop->session;
    eventfd_t count;
    eventfd_read(session->ended_fd, &count);
    for (unsigned i = 0; i < session->vm_count; i++) {
        struct vm *vm = &session->vm[i];
        if (!vm->vcpu.started || !atomic_load(&vm->ended))
            continue;
        pthread_join(vm->vcpu.thread, NULL);
        vm->vcpu.started = false;
        loop->running--;
        flush_console(loop);
        if (vm->report[0])
            console_note(session->console, vm->report);
    }
}

void loop_take_input(struct loop *loop)
{
    struct session *session = loop->session;
    unsigned events = input_read(session->input, loop->err);
    if (events & INPUT_DATA)
        vm_input_arrived(&session->vm[0]);
    if (events & INPUT_HELP)
        console_note(session->console, INPUT_HELP_TEXT);
    if (events & INPUT_DROPPED)
        console_note(session->console, "kvm-vmm: VM 0 takes no keys; some were dropped");
    if (events & (INPUT_QUIT | INPUT_ERROR))
        loop_stop(loop, VM_STOPPED);
}

/** Takes note of a timer, which is readable until then. */
static bool has_fired(int timer_fd)
{
    uint64_t expirations;
    return read(timer_fd, &expirations, sizeof expirations) == sizeof expirations;
}

static void on_timeout(struct loop *loop)
{
    if (!has_fired(loop->timeout_fd))
        return;
    loop->session->timed_out |= !loop->stopping; /* else something else had ended the run */
    loop_stop(loop, VM_TIMEOUT);
}

static void on_watchdog(struct loop *loop)
{
    if (!has_fired(loop->watchdog_fd))
        return;
    for (unsigned i = 0; i < loop->session->vm_count; i++)
        vcpu_check(&loop->session->vm[i]);
}

void loop_dispatch(struct loop *loop, unsigned tag)
{
    switch (tag) {
    case ON_SIGNAL:
        on_signal(loop);
        break;
    case ON_ENDED:
        on_ended(loop);
        break;
    case ON_TIMEOUT:
        on_timeout(loop);
        break;
    case ON_WATCHDOG:
        on_watchdog(loop);
        break;
    case ON_INPUT:
        loop_take_input(loop);
        break;
    case ON_ROOM:
        input_room_seen(loop->session->input);
        break;
    case ON_CONSOLE:
    case ON_OUTPUT:
        flush_console(loop);
        break;
    case ON_NOTES:
        console_write_notes(loop->session->console);
        break;
    default:
        vm_run_alarms(&loop->session->vm[tag - ON_ALARM]);
        break;
    }
}
