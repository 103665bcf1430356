#include "clock.h"
#include "console/screen.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

int console_event_fd(const struct console *console)
{
    return console->timer_fd;
}

int console_output_fd(const struct console *console)
{
    return console->output.fd;
}

bool console_wants_write(const struct console *console)
{
    return console->frame.length > 0;
}

/* Writes what goes of the frame; an output that is broken must not leave a vCPU waiting for it. */
static int write_frame(struct console *console, struct error *err)
{
    struct frame *frame = &console->frame;
    ssize_t n = output_write(&console->output, frame->bytes + frame->written,
                             frame->length - frame->written);
    if (n < 0) {
        int error = errno;
        console_shutdown(console);
        return fail(err, STATUS_OS_ERROR, "the guests' output cannot be written: %s",
                    strerror(error));
    }
    frame->written += (size_t)n;
    if (frame->written == frame->length)
        frame->written = frame->length = 0;
    return 0;
}

static bool rings_empty(const struct console *console)
{
    for (unsigned i = 0; i < CONSOLE_CHANNELS; i++)
        if (ring_used(&console->channel[i].ring))
            return false;
    return true;
}

bool console_pending(const struct console *console)
{
    return console_wants_write(console) || !rings_empty(console);
}

/* Renders a frame, and lets go on who waited for its ring to be drained. Under the lock, for else
   the news could come between a vCPU thread's look at its ring and its going to sleep. */
static void render(struct console *console)
{
    render_frame(console);
    pthread_mutex_lock(&console->drained_lock);
    pthread_cond_broadcast(&console->drained);
    pthread_mutex_unlock(&console->drained_lock);
}

/* While the output takes nothing, `signalled` stays set, so that nobody wakes us in vain: it is
   the output's turn to. */
int console_flush(struct console *console, struct error *err)
{
    uint64_t expirations;
    if (read(console->timer_fd, &expirations, sizeof expirations) < 0 && errno != EAGAIN)
        return fail(err, STATUS_OS_ERROR, "the console's timer: %s", strerror(errno));
    if (write_frame(console, err) < 0)
        return -1;
    if (console_wants_write(console))
        return 0;
    atomic_store(&console->next_frame_ns, clock_now() + CONSOLE_FRAME_NS);
    atomic_exchange(&console->signalled, false);
    render(console);
    if (write_frame(console, err) < 0)
        return -1;
    if (!console_wants_write(console) && !rings_empty(console))
        console_wake(console); /* more than a frame: after the loop has looked at the rest */
    return 0;
}

static int64_t now_ms(void)
{
    return (int64_t)(clock_now() / NS_PER_MS);
}

/* Milliseconds left until the deadline, as poll takes them; -1 when there is none. */
static int left(int64_t deadline_ms)
{
    if (deadline_ms < 0)
        return -1;
    int64_t ms = deadline_ms - now_ms();
    return ms > 0 ? (int)ms : 0;
}

static int write_whole_frame(struct console *console, int64_t deadline_ms, struct error *err)
{
    while (write_frame(console, err) == 0) {
        if (!console_wants_write(console))
            return 0;
        if (!output_wait(&console->output, left(deadline_ms)))
            return fail(err, STATUS_OS_ERROR,
                        "the guests' output cannot be written: its reader has stopped");
    }
    return -1;
}

int console_finish(struct console *console, int timeout_ms, struct error *err)
{
    int64_t deadline_ms = timeout_ms < 0 ? -1 : now_ms() + timeout_ms;
    do {
        if (write_whole_frame(console, deadline_ms, err) < 0)
            return -1;
        render(console);
    } while (console_wants_write(console) && left(deadline_ms) != 0);
    screen_leave(console);
    return write_whole_frame(console, deadline_ms, err);
}
