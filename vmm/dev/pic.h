/*
 * The PC's interrupt controllers: two 8259As, the slave's INT wired to input 2 of the master, and
 * the edge/level registers. Lines 0–7 are the master's, 8–15 the slave's.
 */
#ifndef VMM_DEV_PIC_H
#define VMM_DEV_PIC_H

#include "board.h"
#include "i8259.h"

enum { PIC_MASTER, PIC_SLAVE, PIC_LINES = 16 };

/** Who wants to know that a line is open again; see board.h, irq_listen. */
struct pic_listener {
    void (*ready)(void *device);
    void *device;
};

struct pic {
    struct i8259 chip[2];
    struct pic_listener listener[PIC_LINES];
    void (*changed)(void *owner); /* NULL: nobody wants to know; see pic_watch() */
    void *owner;
};

/**
 * Puts the pair on the board's bus (0x20, 0xa0, 0x4d0), in the state a PC's BIOS leaves it in:
 * vectors 0x08 and 0x70, every line but the cascade masked. A zeroed pair works without this, as
 * far as the chips go: it then has to be initialised like one fresh from power-on.
 * @return 0, or -1 when the ports are taken
 */
int pic_attach(struct pic *pic, struct board *board);

/** Drives line 0–15. Line 2 is the cascade's own: calls for it are ignored. */
void pic_set_line(struct pic *pic, unsigned line, bool level);

/** @return the INTR output: an interrupt waits for the processor */
bool pic_intr(const struct pic *pic);

/**
 * The processor takes the interrupt (the INTA cycles).
 * @param line  receives the line it came from, or 7 or 15 when the request has gone (a spurious
 *              interrupt); may be NULL
 * @return its vector
 */
uint8_t pic_acknowledge(struct pic *pic, unsigned *line);

/** Has `changed(owner)` called when the guest did something that may have changed INTR. */
void pic_watch(struct pic *pic, void (*changed)(void *owner), void *owner);

/** @return whether the line is requested or in service: another edge now would be lost */
bool pic_line_busy(const struct pic *pic, unsigned line);

/** @return whether the line's mask bit is set, the cascade's for lines 8–15, or its chip is not
 *          initialised */
bool pic_line_masked(const struct pic *pic, unsigned line);

/** Has `ready(device)` called whenever the guest opens the line again; see board.h, irq_listen. */
void pic_listen(struct pic *pic, unsigned line, void (*ready)(void *device), void *device);

#endif
