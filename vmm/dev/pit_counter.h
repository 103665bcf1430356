/*
 * One counter of an Intel 8254 (data sheet, order number 231164): programming, latches, counting.
 * Time is a pulse number of the CLK input, handed in by the caller and never going back; the state
 * at any pulse is computed from the pulse the count was loaded at, so nothing has to run between.
 */
#ifndef VMM_DEV_PIT_COUNTER_H
#define VMM_DEV_PIT_COUNTER_H

#include "pit_latch.h"
#include "pit_wave.h"

#include <stdbool.h>
#include <stdint.h>

struct pit_counter {
    uint8_t control; /* the last control word's low six bits: RW, M, BCD */
    bool gate;       /* the GATE input */

    bool write_high; /* flip-flop: the next byte written is the high one of two */
    uint8_t write_low;
    struct pit_latch latch; /* what is read */

    bool written;         /* a whole count was written since the control word */
    bool running;         /* a count was loaded since, or will be with the next pulse */
    bool waiting;         /* `reload` was written and has not been loaded */
    uint32_t reload;      /* the count register: what is loaded next, 1–65536 */
    uint64_t reload_at;   /* the pulse that will load it; PIT_NEVER: not known yet */
    uint32_t count;       /* what the present round was loaded with */
    uint64_t start;       /* the pulse that loaded it */
    uint64_t held;        /* pulses counted when GATE stopped them */
    uint64_t edges_past;  /* rising edges of OUT not taken yet, up to the last time seen */
    uint64_t edges_known; /* rising edges of this round that are in edges_past, or were taken */
};

/**
 * A counter that was never programmed, with its GATE input at `gate`. The data sheet leaves its
 * mode undefined; it is the one a PC's BIOS sets (mode 3, low byte then high).
 */
void pit_counter_init(struct pit_counter *counter, bool gate);

/** Takes a control word whose RW field is not 0 (that is a latch command). */
void pit_counter_control(struct pit_counter *counter, uint8_t word, uint64_t pulse);

/** @return the programmed mode */
enum pit_mode pit_counter_mode(const struct pit_counter *counter);

/** A byte of a count is written. */
void pit_counter_write(struct pit_counter *counter, uint8_t value, uint64_t pulse);

/** A byte is read: of the latched status, the latched count or the running count, in this order. */
uint8_t pit_counter_read(struct pit_counter *counter, uint64_t pulse);

/** Counter latch command: the count stands still for reading; no effect when it does already. */
void pit_counter_latch_count(struct pit_counter *counter, uint64_t pulse);

/** The status half of the read-back command. */
void pit_counter_latch_status(struct pit_counter *counter, uint64_t pulse);

/** Drives the GATE input. */
void pit_counter_set_gate(struct pit_counter *counter, bool gate, uint64_t pulse);

/** @return the OUT output */
bool pit_counter_out(const struct pit_counter *counter, uint64_t pulse);

/** @return how often OUT has risen since this was last asked */
uint64_t pit_counter_take_edges(struct pit_counter *counter, uint64_t pulse);

/** @return the pulse of OUT's first rising edge after `pulse`; PIT_NEVER when there is none */
uint64_t pit_counter_next_edge(const struct pit_counter *counter, uint64_t pulse);

#endif
