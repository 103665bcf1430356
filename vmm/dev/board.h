/*
 * All that a device may ask of the machine it sits in. A VM provides a board; so does a unit test,
 * which is why no device knows of KVM, threads or file descriptors.
 *
 * Every call into a device, and every call a device makes here, happens under its VM's lock.
 */
#ifndef VMM_DEV_BOARD_H
#define VMM_DEV_BOARD_H

#include "bus.h"

#include <stdbool.h>
#include <stdint.h>

#define ALARM_OFF UINT64_MAX

/** A call-back at a point in time; embedded in the device that wants it, linked by the board. */
struct alarm {
    uint64_t deadline_ns; /* on the board's clock; ALARM_OFF when not armed */
    void (*fire)(void *device, uint64_t now_ns); /* called once; alarm is off; may be set again */
    void *device;
    struct alarm *next; /* the board's own list */
};

struct board {
    struct bus *bus;
    void *owner;

    /**
     * Drives interrupt line 0–15 of the 8259A pair high or low. A request stands while its line is
     * high: a device holds the line until the guest has dealt with it.
     */
    void (*irq_set)(void *owner, unsigned line, bool level);
    /**
     * Is the line requested or in service, so that another edge now would be lost? NULL only with
     * an in-kernel PIC, which brings its own timer: the PIT cannot do without this.
     */
    bool (*irq_busy)(void *owner, unsigned line);
    /** Is the line masked, so that nothing on it reaches the guest? May be NULL: never. */
    bool (*irq_masked)(void *owner, unsigned line);
    /**
     * Has `ready(device)` called whenever the guest opens the line again: an EOI, or an unmasking,
     * after which it is neither busy nor masked. One listener a line. May be NULL, where nobody
     * can tell (an in-kernel PIC): devices then help themselves with alarms.
     */
    void (*irq_listen)(void *owner, unsigned line, void (*ready)(void *device), void *device);
    /** The board's clock: nanoseconds, monotonic. */
    uint64_t (*now_ns)(void *owner);
    /** Arms `alarm` for its deadline_ns (in the past: at once), or disarms it for ALARM_OFF. */
    void (*alarm_set)(void *owner, struct alarm *alarm);
    /** The guest asked for a reset (keyboard controller, output port bit 0). May be NULL. */
    void (*reset)(void *owner);
};

/** Where a device's outgoing bytes go. */
struct byte_sink {
    void (*put)(void *owner, uint8_t byte);
    void *owner;
};

/** Where a device's incoming bytes come from; pulled as the guest takes them. */
struct byte_source {
    int (*next)(void *owner); /* the next byte, or -1 when there is none for now */
    void *owner;
};

#endif
