#include "feed.h"

#include <stddef.h>

/*
 * How long after its first look in vain a guest with a masked line counts as polling: a driver's
 * start-up is over by then. A masked line is looked at again this often, for boards that cannot
 * tell when it opens.
 */
#define LISTEN_NS 10000000u

/*
 * The pause when no EOI ends it: longer than a loop takes to find that there is no more, and a
 * tenth of the millisecond that a code takes on a keyboard's wire.
 */
#define PAUSE_NS 100000u

static uint64_t now_ns(const struct feed *feed)
{
    return feed->board->now_ns(feed->board->owner);
}

static void set_alarm(struct feed *feed, uint64_t deadline_ns)
{
    feed->alarm.deadline_ns = deadline_ns;
    feed->board->alarm_set(feed->board->owner, &feed->alarm);
}

/** Has the device refilled at this time at the latest. */
static void refill_at(struct feed *feed, uint64_t ns)
{
    if (feed->alarm.deadline_ns > ns)
        set_alarm(feed, ns);
}

static void alarm_fired(void *device, uint64_t now)
{
    struct feed *feed = device;
    (void)now;
    feed->refill(feed->device);
}

/** The guest has ended the interrupt, or unmasked the line: no need to wait for the alarm. */
static void line_opened(void *device)
{
    struct feed *feed = device;
    feed->paused_ns = 0;
    if (feed->alarm.deadline_ns != ALARM_OFF)
        set_alarm(feed, ALARM_OFF);
    feed->refill(feed->device);
}

void feed_init(struct feed *feed, struct board *board, struct byte_source source, unsigned line,
               void (*refill)(void *device), void *device)
{
    *feed = (struct feed){
        .board = board,
        .source = source,
        .line = line,
        .ahead = -1,
        .alarm = {.deadline_ns = ALARM_OFF, .fire = alarm_fired, .device = feed},
        .refill = refill,
        .device = device,
    };
    if (board->irq_listen)
        board->irq_listen(board->owner, line, line_opened, feed);
}

static bool is_listening(const struct feed *feed, uint64_t now)
{
    const struct board *board = feed->board;
    bool masked = board->irq_masked && board->irq_masked(board->owner, feed->line);
    bool polls = feed->polled_ns && now - feed->polled_ns >= LISTEN_NS;
    return (feed->interrupts && !masked) || polls;
}

/** An interrupt is under way, and its EOI will be told: setting an alarm would be for nothing. */
static bool is_eoi_to_come(const struct feed *feed)
{
    const struct board *board = feed->board;
    return board->irq_listen && board->irq_busy && board->irq_busy(board->owner, feed->line);
}

/* Whether the guest may be given more now; if not, refill will be called when it may. */
static bool feed_ready(struct feed *feed)
{
    uint64_t now = now_ns(feed);
    if (now < feed->paused_ns) {
        if (!is_eoi_to_come(feed))
            refill_at(feed, feed->paused_ns);
        return false;
    }
    if (!is_listening(feed, now)) {
        refill_at(feed, now + LISTEN_NS);
        return false;
    }
    return true;
}

/** Looks whether there is a byte, without giving it away. */
static bool is_waiting(struct feed *feed)
{
    if (feed->ahead < 0 && feed->source.next)
        feed->ahead = feed->source.next(feed->source.owner);
    return feed->ahead >= 0;
}

int feed_next(struct feed *feed)
{
    if (!is_waiting(feed) || !feed_ready(feed))
        return -1;
    int byte = feed->ahead;
    feed->ahead = -1;
    return byte;
}

void feed_taken(struct feed *feed)
{
    feed->paused_ns = now_ns(feed) + PAUSE_NS;
    feed->refill(feed->device);
}

void feed_polled(struct feed *feed)
{
    if (feed->polled_ns == 0)
        feed->polled_ns = now_ns(feed);
}
