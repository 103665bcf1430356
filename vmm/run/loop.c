#include "run/loop.h"

#include "run/loop_internal.h"
#include "run/signals.h"
#include "sandbox/sandbox.h"
#include "vm/vcpu_wake.h"
#include "vm/vm_print.h"

#include <sys/epoll.h>
#include <unistd.h>

enum {
    FOREGROUND_CHECK_MS = 500, /* in the background: are we in the foreground again? */
    LOOK_SOON_MS = 1,          /* when guests that may print quietly are looked at after an event */
    LOOK_SELDOM_MS = 16,       /* and when nothing happens: nobody sees a prompt so little late */
};

/* --irqchip kernel: how often HLT is looked at, see vcpu_check(). */
#define WATCHDOG_NS 1000000000ULL

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
    if (watch_open(watch, err) < 0 || (loop->signal_fd = signals_take_over(err)) < 0)
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
    int fds[] = {loop->timeout_fd, loop->watchdog_fd};
    for (size_t i = 0; i < sizeof fds / sizeof fds[0]; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    if (loop->signal_fd >= 0)
        signals_give_back(loop->signal_fd);
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

/** Watches stdin, stdout and stderr as far as there is something to do with them. */
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
    watch_while(&loop->watch, console_notes_fd(console), EPOLLOUT, ON_NOTES,
                console_notes_wait(console), &loop->watching_notes);
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

/**
 * A thread that is to stop, and the foreground, are seen to at times of their own: other events, a
 * guest's timer say, may come so often that no wait ever ends by its limit.
 */
static void see_to_again(struct loop *loop)
{
    struct terminal *terminal = &loop->session->terminal;
    if ((!loop->stopping && !terminal_waits(terminal)) || clock_now() < loop->again_ns)
        return;
    if (loop->stopping) {
        loop_stop(loop, loop->stop_reason);
        return;
    }
    terminal_resume(terminal);
    loop->again_ns = clock_now() + FOREGROUND_CHECK_MS * NS_PER_MS;
}

static void turn(struct loop *loop)
{
    unsigned tags[WATCH_MAX];
    bool input_ready = input_is_ready(loop);
    int count = watch_wait(&loop->watch, tags, wait_limit(loop, input_ready));
    for (int i = 0; i < count; i++)
        loop_dispatch(loop, tags[i]);
    if (input_ready)
        loop_take_input(loop);
    look_at_guests(loop, count > 0 || input_ready);
    see_to_again(loop);
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
        loop_stop(&loop, VM_STOPPED);
    while (loop.running || (!loop.stopping && console_pending(session->console)))
        turn(&loop); /* a slow reader gets all; only who stops us cuts it short */
    close_loop(&loop);
    return err->status ? -1 : 0;
}
