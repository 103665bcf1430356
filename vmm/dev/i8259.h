/*
 * One Intel 8259A programmable interrupt controller (data sheet, order number 231468): registers,
 * priority resolution and the interrupt acknowledge cycle. pic.h makes the PC's pair of two.
 */
#ifndef VMM_DEV_I8259_H
#define VMM_DEV_I8259_H

#include <stdbool.h>
#include <stdint.h>

/** Where the chip is in its initialisation sequence (data sheet, "Initialization Sequence"). */
enum i8259_step {
    I8259_OFF, /* never initialised: INT stays low */
    I8259_ICW2,
    I8259_ICW3,
    I8259_ICW4,
    I8259_READY,
};

struct i8259 {
    enum i8259_step step;
    uint8_t lines;  /* the levels at IR0–IR7 */
    uint8_t irr;    /* interrupt request register */
    uint8_t isr;    /* in-service register */
    uint8_t imr;    /* interrupt mask register (OCW1) */
    uint8_t elcr;   /* lines made level-triggered one by one; not in the 8259A, but on PCs */
    uint8_t icw1;   /* LTIM, SNGL, IC4 */
    uint8_t icw4;   /* SFNM, AEOI */
    uint8_t base;   /* the vector of IR0: T7–T3 of ICW2 */
    uint8_t slaves; /* ICW3 of a master: the inputs that have a slave behind them */
    uint8_t lowest; /* the input with the lowest priority: 7 unless rotated */
    bool sp_low;    /* the SP/EN pin: this chip is the slave */
    bool rotate_on_aeoi;
    bool special_mask;
    bool read_isr; /* what a read with A0 = 0 gives: ISR, not IRR */
    bool poll;     /* the next read is a poll: it acknowledges */
};

/** Drives input `line` (0–7). A request whose line falls before it is acknowledged is withdrawn. */
void i8259_set_line(struct i8259 *chip, unsigned line, bool level);

/** Makes the inputs in `levels` level-triggered, the others as ICW1 has it. */
void i8259_set_elcr(struct i8259 *chip, uint8_t levels);

/** @return the input that INT is high for, or -1 when INT is low */
int i8259_pending(const struct i8259 *chip);

/**
 * The acknowledge cycles (INTA), as the processor or a poll makes them.
 * @return the input now in service; or -1 when the request is gone: the chip then gives the vector
 *         of IR7 with no ISR bit set (a spurious interrupt)
 */
int i8259_acknowledge(struct i8259 *chip);

/** @return the vector for what i8259_acknowledge() returned */
uint8_t i8259_vector(const struct i8259 *chip, int input);

/** Reads register A0 = `address` (0 or 1). */
uint8_t i8259_read(struct i8259 *chip, unsigned address);

/** Writes an ICW or OCW to A0 = `address` (0 or 1). */
void i8259_write(struct i8259 *chip, unsigned address, uint8_t value);

#endif
