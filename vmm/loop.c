#include "loop.h"

#include "sandbox/sandbox.h"
#include "session.h"
#include "signals.h"
#include "vcpu_wake.h"
#include "watch.h"

#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    STOP_AGAIN_MS = 20,        /* a thread that is to stop is told again, see vcpu_stop() */
    FOREGROUND_CHECK_MS = 500, /* in the background: are we in the foreground again? */
    LOOK_SOON_MS = 1,          /* when guests that may print quietly are looked at after an event */
    LOOK_SELDOM_MS = 16,       /* and when nothing happens: nobody sees a prompt so little late */
};
#define WATCHDOG_NS                                                                                \
    1000000000ULL /* --irqchip kernel: how often HLT is looked at, see vm_check()                  \
                   */

/* What an event means; VM i's alarms are ON_ALARM + i. */
enum {
    ON_SIGNAL,
    ON_ENDED,
    ON_TIMEOUT,
    ON_WATCHDOG,
    ON_INPUT,
    ON_ROOM,
    ON_CONSOLE,
    ON_OUTPUT,
    ON_ALARM,
};

struct loop {
    struct session *session;
    struct error *err;
    struct watch watch;
    int signal_fd;
    int timeout_fd;
    int watchdog_fd;
    bool watching_input;
    bool watching_output;
    bool stopping;
    enum vm_outcome stop_reason;
    unsigned running; /* VMs whose threads are not joined yet */
    int look_ms;      /* from one vm_look() to the next */
};

static void stop_all(struct loop *loop, enum vm_outcome outcome)
{
    if (!loop->stopping)
        loop->stop_reason = outcome;
    loop->stopping = true;
    console_shutdown(loop->session->console);
    for (unsigned i = 0; i < loop->session->vm_count; i++)
        if (loop->session->vm[i].vcpu.started)
            vcpu_stop(&loop->session->vm[i], loop->stop_reason);
}

static void flush_console(struct loop *loop)
{
    if (console_flush(loop->session->console, loop->err) < 0)
        stop_all(loop, VM_STOPPED);
}

/* ---- events ---------------------------------------------------------------------------- */

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
        stop_all(loop, VM_STOPPED);
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

static void on_input(struct loop *loop)
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
        stop_all(loop, VM_STOPPED);
}

static void on_watchdog(struct loop *loop)
{
    uint64_t expirations;
    if (read(loop->watchdog_fd, &expirations, sizeof expirations) < 0)
        return;
    for (unsigned i = 0; i < loop->session->vm_count; i++)
        vm_check(&loop->session->vm[i]);
}

static void dispatch(struct loop *loop, unsigned tag)
{
    switch (tag) {
    case ON_SIGNAL:
        on_signal(loop);
        break;
    case ON_ENDED:
        on_ended(loop);
        break;
    case ON_TIMEOUT:
        stop_all(loop, VM_TIMEOUT);
        break;
    case ON_WATCHDOG:
        on_watchdog(loop);
        break;
    case ON_INPUT:
        on_input(loop);
        break;
    case ON_ROOM:
        input_room_seen(loop->session->input);
        break;
    case ON_CONSOLE:
    case ON_OUTPUT:
        flush_console(loop);
        break;
    default:
        vm_run_alarms(&loop->session->vm[tag - ON_ALARM]);
        break;
    }
}

/* ---- set-up ---------------------------------------------------------------------------- */

static int watch_timers(struct loop *loop)
{
    const struct options *options = loop->session->options;
    if (options->timeout_ns) {
        loop->timeout_fd = watch_timer(&loop->watch, options->timeout_ns, 0, ON_TIMEOUT, loop->err);
        if (loop->timeout_fd < 0)
            return -1;
    }
    if (options->irqchip == IRQCHIP_KERNEL) {
        loop->watchdog_fd =
            watch_timer(&loop->watch, WATCHDOG_NS, WATCHDOG_NS, ON_WATCHDOG, loop->err);
        if (loop->watchdog_fd < 0)
            return -1;
    }
    return 0;
}

static int open_loop(struct loop *loop)
{
    struct session *session = loop->session;
    struct error *err = loop->err;
    struct watch *watch = &loop->watch;
    if (watch_open(watch, err) < 0 || (loop->signal_fd = signals_open(err)) < 0)
        return -1;
    if (watch_add(watch, loop->signal_fd, ON_SIGNAL, err) < 0 || watch_timers(loop) < 0 ||
        watch_add(watch, session->ended_fd, ON_ENDED, err) < 0 ||
        watch_add(watch, input_room_fd(session->input), ON_ROOM, err) < 0 ||
        watch_add(watch, console_event_fd(session->console), ON_CONSOLE, err) < 0)
        return -1;
    for (unsigned i = 0; i < session->vm_count; i++)
        if (watch_add(watch, session->vm[i].alarms.timer_fd, ON_ALARM + i, err) < 0)
            return -1;
    return 0;
}

static void close_loop(struct loop *loop)
{
    int fds[] = {loop->signal_fd, loop->timeout_fd, loop->watchdog_fd};
    for (size_t i = 0; i < sizeof fds / sizeof fds[0]; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    watch_close(&loop->watch);
}

/**
 * Starts the VMs' threads, then lets go of what none of them will need, and only then has them run
 * their guests.
 */
static int start_threads(struct loop *loop)
{
    struct session *session = loop->session;
    bool sandboxed = !session->options->no_sandbox;
    if (sandboxed && sandbox_prepare(loop->err) < 0)
        return -1;
    for (unsigned i = 0; i < session->vm_count; i++) {
        if (vcpu_start(&session->vm[i], loop->err) < 0)
            return -1;
        loop->running++;
    }
    if (sandboxed && sandbox_enter_io(loop->err) < 0)
        return -1;
    for (unsigned i = 0; i < session->vm_count; i++)
        vcpu_release(&session->vm[i]);
    return 0;
}

static int start_vms(struct loop *loop)
{
    struct session *session = loop->session;
    bool interactive = isatty(STDIN_FILENO);
    if (interactive) { /* said before any guest can print */
        console_note(session->console, INPUT_BANNER);
        if (console_flush(session->console, loop->err) < 0)
            return -1;
    }
    if (start_threads(loop) < 0)
        return -1;
    return interactive ? terminal_raw(&session->terminal, STDIN_FILENO, loop->err) : 0;
}

/* ---- the loop -------------------------------------------------------------------------- */

/** Watches stdin and stdout as far as there is something to do with them. */
static bool input_is_ready(struct loop *loop)
{
    struct session *session = loop->session;
    struct console *console = session->console;
    bool room =
        !loop->stopping && !terminal_waits(&session->terminal) && input_has_room(session->input);
    bool pollable = input_pollable(session->input);
    watch_while(&loop->watch, input_fd(session->input), EPOLLIN, ON_INPUT, room && pollable,
                &loop->watching_input);
    watch_while(&loop->watch, console_output_fd(console), EPOLLOUT, ON_OUTPUT,
                console_wants_write(console), &loop->watching_output);
    return room && !pollable;
}

static bool guests_may_print(const struct loop *loop)
{
    for (unsigned i = 0; i < loop->session->vm_count; i++)
        if (vm_may_print(&loop->session->vm[i]))
            return true;
    return false;
}

static int wait_limit(const struct loop *loop, bool input_ready)
{
    if (input_ready)
        return 0;
    int limit_ms = -1;
    if (loop->stopping)
        limit_ms = STOP_AGAIN_MS;
    else if (terminal_waits(&loop->session->terminal))
        limit_ms = FOREGROUND_CHECK_MS;
    if (guests_may_print(loop) && (limit_ms < 0 || loop->look_ms < limit_ms))
        limit_ms = loop->look_ms;
    return limit_ms;
}

/** A guest prints when something happened to it; one that is silent is looked at less and less. */
static void look_at_guests(struct loop *loop, bool happened)
{
    for (unsigned i = 0; i < loop->session->vm_count; i++)
        happened |= vm_look(&loop->session->vm[i]);
    loop->look_ms = happened ? LOOK_SOON_MS : 2 * loop->look_ms;
    if (loop->look_ms > LOOK_SELDOM_MS)
        loop->look_ms = LOOK_SELDOM_MS;
}

static void turn(struct loop *loop)
{
    unsigned tags[WATCH_MAX];
    bool input_ready = input_is_ready(loop);
    int count = watch_wait(&loop->watch, tags, wait_limit(loop, input_ready));
    for (int i = 0; i < count; i++)
        dispatch(loop, tags[i]);
    if (input_ready)
        on_input(loop);
    look_at_guests(loop, count > 0 || input_ready);
    if (count == 0 && loop->stopping)
        stop_all(loop, loop->stop_reason);
    if (count == 0 && terminal_waits(&loop->session->terminal))
        terminal_resume(&loop->session->terminal);
}

int loop_run(struct session *session, struct error *err)
{
    struct loop loop = {.session = session,
                        .err = err,
                        .watch.epoll_fd = -1,
                        .signal_fd = -1,
                        .timeout_fd = -1,
                        .watchdog_fd = -1,
                        .look_ms = LOOK_SOON_MS};
    if (open_loop(&loop) == 0 && start_vms(&loop) < 0)
        stop_all(&loop, VM_STOPPED);
    while (loop.running || (!loop.stopping && console_pending(session->console)))
        turn(&loop); /* a slow reader gets all; only who stops us cuts it short */
    close_loop(&loop);
    return err->status ? -1 : 0;
}
