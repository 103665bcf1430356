#include "stream.h"

#include "base/clock.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

const char *stream_fault(const struct stream *stream)
{
    if (stream->parser.error[0])
        return stream->parser.error;
    return stream->collector.error[0] ? stream->collector.error : NULL;
}

/** Notes the first byte's arrival, and begins to watch for what driver and engine wait. */
static void begin(struct stream *stream, uint64_t now_ns)
{
    stream->first_byte_ns = now_ns;
    waits_open(&stream->waits, stream->pid);
    stream->collector.waited_ns = waits_ns(&stream->waits);
    stream->own_waited_ns = waits_own_ns(&stream->waits);
}

static void account_waits(struct stream *stream)
{
    uint64_t own_ns = waits_own_ns(&stream->waits);
    stream->collector.late_ns = own_ns - stream->own_waited_ns;
    if (stream->parser.length == 0) /* a line begins here */
        stream->collector.first_late_ns = stream->collector.late_ns;
    stream->own_waited_ns = own_ns;
    stream->collector.waited_before_ns = stream->collector.waited_ns;
    stream->collector.waited_ns = waits_ns(&stream->waits);
}

bool stream_take(struct stream *stream, uint64_t now_ns)
{
    char bytes[4096];
    ssize_t got = -1;
    while (!stream_fault(stream) && (got = read(stream->fd, bytes, sizeof bytes)) > 0) {
        if (stream->first_byte_ns == 0)
            begin(stream, now_ns);
        account_waits(stream);
        mark_parser_feed(&stream->parser, bytes, (size_t)got, now_ns, collector_take,
                         &stream->collector);
        now_ns = clock_ns();
    }
    return got < 0 && (errno == EAGAIN || errno == EINTR);
}

enum outcome stream_outcome(const struct stream *stream, int wait_status, int guest_status)
{
    if (stream_fault(stream))
        return OUTCOME_GARBLED;
    bool done = mark_parser_complete(&stream->parser);
    if (WIFSIGNALED(wait_status) || guest_status < 0 || (guest_status != 0 && !done))
        return OUTCOME_CRASHED;
    if (guest_status != 0)
        return OUTCOME_FAILED;
    return done && !collector_lacks(&stream->collector) ? OUTCOME_OK : OUTCOME_MISSING;
}

uint64_t stream_last_end_ns(const struct stream *stream)
{
    const struct collector *collector = &stream->collector;
    const struct sample *last = collector->samples + collector->count - 1;
    if (collector->count == 0 || !outcome_timed(last->outcome))
        return 0;
    return collector->begin_ns + last->wall_ns;
}

void stream_close(struct stream *stream)
{
    waits_close(&stream->waits);
}
