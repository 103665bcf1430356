/*
 * A board for tests: a clock that stands still until the test moves it, alarms, and interrupt
 * lines that are watched or go to a real 8259A pair.
 */
#ifndef TESTS_UNIT_FAKE_BOARD_H
#define TESTS_UNIT_FAKE_BOARD_H

#include "dev/board.h"
#include "dev/pic.h"

#include <stddef.h>
#include <string.h>

struct fake {
    struct board board;
    struct bus bus;
    uint64_t now_ns;
    uint64_t step_ns;     /* by which the clock goes on whenever it is read */
    struct alarm *alarms; /* in no order */
    unsigned alarms_fired;
    unsigned alarms_set; /* calls, disarming included */

    bool level[PIC_LINES];
    unsigned rises[PIC_LINES];
    bool busy[PIC_LINES];   /* what the board says while there is no PIC */
    bool masked[PIC_LINES]; /* the same */
    struct pic_listener listener[PIC_LINES];
    struct pic *pic; /* NULL: the lines end here */

    unsigned resets;
};

static inline void fake_irq_set(void *owner, unsigned line, bool level)
{
    struct fake *fake = owner;
    if (level && !fake->level[line])
        fake->rises[line]++;
    fake->level[line] = level;
    if (fake->pic)
        pic_set_line(fake->pic, line, level);
}

static inline bool fake_irq_busy(void *owner, unsigned line)
{
    const struct fake *fake = owner;
    return fake->pic ? pic_line_busy(fake->pic, line) : fake->busy[line];
}

static inline bool fake_irq_masked(void *owner, unsigned line)
{
    const struct fake *fake = owner;
    return fake->pic ? pic_line_masked(fake->pic, line) : fake->masked[line];
}

static inline void fake_irq_listen(void *owner, unsigned line, void (*ready)(void *device),
                                   void *device)
{
    struct fake *fake = owner;
    fake->listener[line] = (struct pic_listener){ready, device};
    if (fake->pic)
        pic_listen(fake->pic, line, ready, device);
}

static inline uint64_t fake_now_ns(void *owner)
{
    struct fake *fake = owner;
    fake->now_ns += fake->step_ns;
    return fake->now_ns;
}

static inline void fake_unlink_alarm(struct fake *fake, const struct alarm *alarm)
{
    for (struct alarm **link = &fake->alarms; *link; link = &(*link)->next) {
        if (*link == alarm) {
            *link = alarm->next;
            return;
        }
    }
}

static inline void fake_alarm_set(void *owner, struct alarm *alarm)
{
    struct fake *fake = owner;
    fake->alarms_set++;
    fake_unlink_alarm(fake, alarm);
    if (alarm->deadline_ns == ALARM_OFF)
        return;
    alarm->next = fake->alarms;
    fake->alarms = alarm;
}

static inline void fake_reset(void *owner)
{
    struct fake *fake = owner;
    fake->resets++;
}

/** Input that is all there from the start. */
struct script {
    const char *bytes;
    size_t length;
    size_t taken;
};

static inline int script_next(void *owner)
{
    struct script *script = owner;
    return script->taken < script->length ? (uint8_t)script->bytes[script->taken++] : -1;
}

/** New input arrives: `text`, in place of what was there. */
static inline void script_refill(struct script *script, const char *text)
{
    *script = (struct script){text, strlen(text), 0};
}

static inline struct byte_source script_source(struct script *script)
{
    return (struct byte_source){script_next, script};
}

/** A board without a PIC: every line open. */
static inline void fake_init(struct fake *fake)
{
    memset(fake, 0, sizeof *fake);
    fake->board = (struct board){
        .bus = &fake->bus,
        .owner = fake,
        .irq_set = fake_irq_set,
        .irq_busy = fake_irq_busy,
        .irq_masked = fake_irq_masked,
        .irq_listen = fake_irq_listen,
        .now_ns = fake_now_ns,
        .alarm_set = fake_alarm_set,
        .reset = fake_reset,
    };
}

static inline uint8_t fake_in(struct fake *fake, uint16_t port)
{
    uint8_t value;
    bus_read(&fake->bus, port, &value, 1);
    return value;
}

static inline void fake_out(struct fake *fake, uint16_t port, uint8_t value)
{
    bus_write(&fake->bus, port, &value, 1);
}

/** The guest opens a line: tells the listener, as a PIC does. */
static inline void fake_open(struct fake *fake, unsigned line)
{
    fake->busy[line] = false;
    fake->masked[line] = false;
    if (fake->listener[line].ready)
        fake->listener[line].ready(fake->listener[line].device);
}

static inline struct alarm *fake_first_alarm(const struct fake *fake)
{
    struct alarm *first = fake->alarms;
    for (struct alarm *alarm = first; alarm; alarm = alarm->next) {
        if (alarm->deadline_ns < first->deadline_ns)
            first = alarm;
    }
    return first;
}

static inline void fake_fire(struct fake *fake, struct alarm *alarm)
{
    fake_unlink_alarm(fake, alarm);
    alarm->deadline_ns = ALARM_OFF;
    fake->alarms_fired++;
    alarm->fire(alarm->device, fake->now_ns);
}

/** Lets time pass until `ns`; every alarm fires on the nanosecond. */
static inline void fake_run_until(struct fake *fake, uint64_t ns)
{
    struct alarm *alarm;
    while ((alarm = fake_first_alarm(fake)) && alarm->deadline_ns <= ns) {
        if (alarm->deadline_ns > fake->now_ns)
            fake->now_ns = alarm->deadline_ns;
        fake_fire(fake, alarm);
    }
    fake->now_ns = ns;
}

/** The host sleeps until `ns`; what was due before fires late, then. */
static inline void fake_oversleep_until(struct fake *fake, uint64_t ns)
{
    fake->now_ns = ns;
    fake_run_until(fake, ns);
}

#endif
