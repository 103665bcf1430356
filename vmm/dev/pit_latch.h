/*
 * What is read from a counter of the 8254 (data sheet, "Read operations"): bytes of the latched
 * status, of the latched count, or of the running one.
 */
#ifndef VMM_DEV_PIT_LATCH_H
#define VMM_DEV_PIT_LATCH_H

#include <stdbool.h>
#include <stdint.h>

/* The RW field of a control word: which bytes of a count are read and written. */
enum pit_access {
    PIT_LOW_BYTE = 0x10,
    PIT_HIGH_BYTE = 0x20,
    PIT_BOTH_BYTES = 0x30, /* the low one first */
};

/** Zero-initialised nothing is latched, and the low byte is next. */
struct pit_latch {
    bool high; /* flip-flop: the next byte read is the high one of two */
    bool holds_count;
    bool holds_status;
    uint16_t count;
    uint8_t status;
};

/** A control word: the bytes of a count begin anew, and what was latched of it is gone. */
void pit_latch_reset(struct pit_latch *latch);

/** Latches a count until it is read; no effect when one is latched already. */
void pit_latch_count(struct pit_latch *latch, uint16_t count);

/** Latches a status until it is read; no effect when one is latched already. */
void pit_latch_status(struct pit_latch *latch, uint8_t status);

/**
 * A byte is read: of the latched status, the latched count or the running count, in this order.
 * @param count  the running count
 */
uint8_t pit_latch_read(struct pit_latch *latch, enum pit_access access, uint16_t count);

#endif
