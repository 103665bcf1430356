#include "channel.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool channel_is_idle(const struct channel *channel)
{
    return channel->sent == channel->out_size;
}

static void append(struct channel *channel, const void *bytes, size_t size)
{
    if (size > 0)
        memcpy(channel->out + channel->out_size, bytes, size);
    channel->out_size += size;
}

void channel_put(struct channel *channel, enum frame_kind kind, const void *bytes, size_t size)
{
    const struct frame_header header = {.kind = kind, .size = (uint32_t)size};
    channel->out_size -= channel->sent;
    memmove(channel->out, channel->out + channel->sent, channel->out_size);
    channel->sent = 0;
    append(channel, &header, sizeof(header));
    append(channel, bytes, size);
    channel_flush(channel);
}

void channel_flush(struct channel *channel)
{
    while (!channel_is_idle(channel)) {
        ssize_t size =
            write(channel->fd, channel->out + channel->sent, channel->out_size - channel->sent);
        if (size < 0 && errno == EAGAIN)
            return;
        if (size < 0 && errno != EINTR) {
            channel->closed = true;
            channel->sent = channel->out_size;
        }
        channel->sent += size > 0 ? (size_t)size : 0;
    }
}

void channel_fill(struct channel *channel)
{
    ssize_t size =
        read(channel->fd, channel->in + channel->in_size, sizeof(channel->in) - channel->in_size);
    if (size > 0)
        channel->in_size += (size_t)size;
    else if (size == 0 || (errno != EAGAIN && errno != EINTR))
        channel->closed = true;
}

bool channel_take(struct channel *channel, struct frame *frame)
{
    struct frame_header header;
    channel->in_size -= channel->taken;
    memmove(channel->in, channel->in + channel->taken, channel->in_size);
    channel->taken = 0;
    if (channel->in_size < sizeof(header))
        return false;
    memcpy(&header, channel->in, sizeof(header));
    if (header.size > FRAME_LIMIT)
        channel->closed = true;
    if (header.size > channel->in_size - sizeof(header))
        return false;
    channel->taken = sizeof(header) + header.size;
    *frame = (struct frame){header.kind, channel->in + sizeof(header), header.size};
    return true;
}
