/*
 * What a counter of the 8254 does by itself once it was loaded: the count it shows and the level
 * of OUT, `t` CLK pulses after a load with count `n` (1–65536), GATE not interfering. Pure
 * functions of the mode definitions in the data sheet.
 */
#ifndef VMM_DEV_PIT_WAVE_H
#define VMM_DEV_PIT_WAVE_H

#include <stdbool.h>
#include <stdint.h>

#define PIT_NEVER UINT64_MAX

/* The modes by the names the data sheet gives them. */
enum pit_mode {
    PIT_TERMINAL_COUNT,
    PIT_ONE_SHOT,
    PIT_RATE_GENERATOR,
    PIT_SQUARE_WAVE,
    PIT_SOFTWARE_STROBE,
    PIT_HARDWARE_STROBE,
};

/** @return whether the mode starts again by itself when the count is over */
bool pit_wave_repeats(enum pit_mode mode);

/** @return whether the count starts at a rising edge of GATE, not when it is written */
bool pit_wave_is_triggered(enum pit_mode mode);

/** @return the value of the counting element, below `modulus` (65536, or 10000 in BCD) */
uint32_t pit_wave_count(enum pit_mode mode, uint32_t n, uint32_t modulus, uint64_t t);

/** @return the level of OUT */
bool pit_wave_out(enum pit_mode mode, uint32_t n, uint64_t t);

/** @return how many rising edges OUT has had at pulses 1 to `t` */
uint64_t pit_wave_edges(enum pit_mode mode, uint32_t n, uint64_t t);

/** @return the pulse of the `k`th rising edge, counted from 1; PIT_NEVER when it has none */
uint64_t pit_wave_edge(enum pit_mode mode, uint32_t n, uint64_t k);

/**
 * @return the first pulse after `t` at which a count written meanwhile is taken: the end of the
 *         period in mode 2, of the half period in mode 3 (repeating modes only)
 */
uint64_t pit_wave_reload(enum pit_mode mode, uint32_t n, uint64_t t);

/**
 * @param t  a pulse that pit_wave_reload() gave for the old count `n`
 * @return how far into its own period the count `next` is that takes over there: it goes on with
 *         the low half where the old one's high half ended
 */
uint32_t pit_wave_handover(enum pit_mode mode, uint32_t n, uint64_t t, uint32_t next);

#endif
