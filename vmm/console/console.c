#include "clock.h"
#include "console/internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

static int setup_channels(struct console *console, const struct console_config *config,
                          struct error *err)
{
    for (unsigned i = 0; i < CONSOLE_CHANNELS; i++) {
        struct channel *channel = &console->channel[i];
        channel->console = console;
        channel->visible.raw = config->raw && i != CONSOLE_NOTES;
        if (i >= config->vms && i != CONSOLE_NOTES)
            continue; /* no such VM: its ring stays empty for ever */
        if (ring_init(&channel->ring, CONSOLE_RING) < 0)
            return fail(err, STATUS_OS_ERROR, "no memory for the console");
    }
    prefix_setup(console, config);
    return 0;
}

struct console *console_create(const struct console_config *config, struct error *err)
{
    struct console *console = calloc(1, sizeof *console);
    if (!console) {
        fail(err, STATUS_OS_ERROR, "no memory for the console");
        return NULL;
    }
    console->fd = config->fd;
    console->terminal = config->terminal;
    console->vms = config->vms;
    pthread_mutex_init(&console->drained_lock, NULL);
    pthread_cond_init(&console->drained, NULL);
    atomic_init(&console->next_frame_ns, 1); /* at once; 0 would disarm the timer */
    output_open(&console->output, config->fd);
    note_queue_open(&console->notes, config->notes_fd);
    console->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (console->timer_fd < 0)
        fail(err, STATUS_OS_ERROR, "timerfd: %s", strerror(errno));
    if (console->timer_fd < 0 || setup_channels(console, config, err) < 0) {
        console_destroy(console);
        return NULL;
    }
    return console;
}

void console_destroy(struct console *console)
{
    if (!console)
        return;
    for (unsigned i = 0; i < CONSOLE_CHANNELS; i++)
        ring_free(&console->channel[i].ring);
    if (console->timer_fd >= 0)
        close(console->timer_fd);
    output_close(&console->output);
    note_queue_close(&console->notes);
    pthread_cond_destroy(&console->drained);
    pthread_mutex_destroy(&console->drained_lock);
    free(console);
}

/* The exchange is also the barrier that orders this thread's ring before `signalled`; the I/O
   thread clears `signalled` before it looks at the rings. */
void console_wake(struct console *console)
{
    if (atomic_exchange(&console->signalled, true))
        return;
    uint64_t due_ns = atomic_load(&console->next_frame_ns);
    struct itimerspec when = {.it_value = clock_timespec(due_ns)};
    timerfd_settime(console->timer_fd, TFD_TIMER_ABSTIME, &when, NULL);
}

static void put(struct channel *channel, const uint8_t *bytes, unsigned count)
{
    struct console *console = channel->console;
    unsigned lost = count - ring_put(&channel->ring, bytes, count);
    if (lost && !atomic_load(&console->shut))
        atomic_fetch_add(&channel->lost, lost);
    console_wake(console);
}

void console_put(struct console *console, unsigned vm, uint8_t byte)
{
    put(&console->channel[vm], &byte, 1);
}

void console_write(struct console *console, unsigned vm, const uint8_t *bytes, unsigned count)
{
    if (count)
        put(&console->channel[vm], bytes, count);
}

static void sink_put(void *owner, uint8_t byte)
{
    put(owner, &byte, 1);
}

struct byte_sink console_sink(struct console *console, unsigned vm)
{
    return (struct byte_sink){.put = sink_put, .owner = &console->channel[vm]};
}

bool console_has_room(const struct console *console, unsigned vm)
{
    return ring_used(&console->channel[vm].ring) <= CONSOLE_RING / 2;
}

void console_throttle(struct console *console, unsigned vm)
{
    if (console_has_room(console, vm))
        return;
    pthread_mutex_lock(&console->drained_lock);
    while (!console_has_room(console, vm) && !atomic_load(&console->shut))
        pthread_cond_wait(&console->drained, &console->drained_lock);
    pthread_mutex_unlock(&console->drained_lock);
}

void console_shutdown(struct console *console)
{
    pthread_mutex_lock(&console->drained_lock);
    atomic_store(&console->shut, true);
    pthread_cond_broadcast(&console->drained);
    pthread_mutex_unlock(&console->drained_lock);
}

void console_end_vm(struct console *console, unsigned vm)
{
    atomic_store(&console->channel[vm].ended, true);
    console_wake(console);
}
