#include "relay.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

enum { SIGNALS, CHANNEL, SINK, SOURCES, POLLED = SOURCES + RELAY_SOURCES };

/* A pipe that poll(2) calls writable takes PIPE_BUF bytes without blocking. */
static enum relay_event write_sink(struct sink *sink)
{
    ssize_t size = write(sink->fd, sink->bytes, sink->size < PIPE_BUF ? sink->size : PIPE_BUF);
    if (size < 0 && errno != EAGAIN && errno != EINTR) {
        sink->size = 0;
        return RELAY_BROKEN;
    }
    if (size > 0) {
        sink->bytes += size;
        sink->size -= (size_t)size;
    }
    return RELAY_NOTHING;
}

/* Sends what a source has; an error is its end, as of a terminal whose programs have all gone. */
static enum relay_event read_source(struct relay *relay, struct source *source)
{
    uint8_t bytes[FRAME_LIMIT];
    ssize_t size = read(source->fd, bytes, sizeof(bytes));
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return RELAY_NOTHING;
    if (size > 0 && source->is_escape && source->is_escape(source->opaque, bytes, (size_t)size))
        return RELAY_ESCAPE;
    channel_put(&relay->channel, source->kind, bytes, size > 0 ? (size_t)size : 0);
    if (size > 0)
        return RELAY_NOTHING;
    source->fd = -1;
    return RELAY_ENDED;
}

static enum relay_event read_sources(struct relay *relay, const struct pollfd polled[])
{
    enum relay_event event = RELAY_NOTHING;
    for (int i = 0; i < RELAY_SOURCES && event == RELAY_NOTHING; i++)
        if (polled[i].revents && channel_is_idle(&relay->channel))
            event = read_source(relay, &relay->source[i]);
    return event;
}

static struct pollfd watch(int fd, bool in, bool out)
{
    return (struct pollfd){.fd = in || out ? fd : -1,
                           .events = (short)((in ? POLLIN : 0) | (out ? POLLOUT : 0))};
}

static enum relay_event turn(struct relay *relay)
{
    struct channel *channel = &relay->channel;
    bool idle = channel_is_idle(channel), writing = relay->sink.size > 0;
    struct pollfd polled[POLLED];
    polled[SIGNALS] = watch(relay->signals, true, false);
    polled[CHANNEL] = watch(channel->fd, !writing, !idle);
    polled[SINK] = watch(relay->sink.fd, false, writing);
    for (int i = 0; i < RELAY_SOURCES; i++)
        polled[SOURCES + i] = watch(relay->source[i].fd, idle, false);
    if (poll(polled, POLLED, -1) < 0)
        return RELAY_NOTHING; /* EINTR */
    if (!idle && polled[CHANNEL].revents)
        channel_flush(channel);
    if (!writing && polled[CHANNEL].revents & (POLLIN | POLLHUP | POLLERR))
        channel_fill(channel);
    enum relay_event event = polled[SINK].revents ? write_sink(&relay->sink) : RELAY_NOTHING;
    if (event == RELAY_NOTHING)
        event = read_sources(relay, polled + SOURCES);
    return event == RELAY_NOTHING && polled[SIGNALS].revents ? RELAY_SIGNAL : event;
}

enum relay_event relay_run(struct relay *relay, struct frame *frame)
{
    enum relay_event event = RELAY_NOTHING;
    while (event == RELAY_NOTHING) {
        if (relay->sink.size == 0 && channel_take(&relay->channel, frame))
            return RELAY_FRAME;
        if (relay->channel.closed)
            return RELAY_CLOSED;
        event = turn(relay);
    }
    return event;
}

void relay_write(struct relay *relay, const struct frame *frame, int fd)
{
    relay->sink = (struct sink){.fd = fd, .bytes = frame->bytes, .size = frame->size};
}

/* Waits until nothing is in line any more. */
static void flush(struct channel *channel)
{
    while (!channel_is_idle(channel)) {
        struct pollfd polled = watch(channel->fd, false, true);
        poll(&polled, 1, -1);
        channel_flush(channel);
    }
}

void relay_drain(struct relay *relay, int pause_ms)
{
    for (int i = 0; i < RELAY_SOURCES; i++) {
        struct pollfd polled = watch(relay->source[i].fd, true, false);
        while (relay->source[i].fd >= 0 && poll(&polled, 1, pause_ms) > 0) {
            flush(&relay->channel);
            read_source(relay, &relay->source[i]);
        }
    }
}

void relay_finish(struct relay *relay, enum frame_kind kind, const void *bytes, size_t size)
{
    flush(&relay->channel);
    channel_put(&relay->channel, kind, bytes, size);
    flush(&relay->channel);
}
