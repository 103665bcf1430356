/*
 * The PC's interval timer: an 8254 at 0x40–0x43, counter 0 on IRQ 0, counter 2 on the speaker,
 * and the "system control port B" at 0x61.
 *
 * No tick is lost or doubled. A tick that comes while the one before is still requested or in
 * service is owed, and paid as soon as the guest ends that one; so an alarm that is late by n
 * periods still gives n ticks.
 */
#ifndef VMM_DEV_PIT_H
#define VMM_DEV_PIT_H

#include "board.h"
#include "pit_counter.h"

enum { PIT_COUNTERS = 3 };

struct pit {
    struct board *board;
    struct pit_counter counter[PIT_COUNTERS];
    struct alarm alarm;   /* for counter 0's next tick */
    uint64_t earliest_ns; /* no alarm before this: see pit.c */
    uint8_t port_b;       /* what was written to port 0x61, bits 0–3 */
    uint64_t owed;        /* ticks the guest has not been given yet */
    uint64_t ticks;       /* ticks given, for statistics */
    uint64_t forgiven;    /* ticks given up because the debt had reached its bound */
};

/**
 * Puts the timer on the board's bus, stopped: nothing ticks before the guest programs it.
 * @return 0, or -1 when the ports are taken
 */
int pit_attach(struct pit *pit, struct board *board);

#endif
