/* One 8259A, initialised and driven as its data sheet says. */
#ifndef TESTS_UNIT_I8259_FIXTURE_H
#define TESTS_UNIT_I8259_FIXTURE_H

#include "dev/i8259.h"
#include "unit/run_tests.h"

enum { BASE = 0x40, SPURIOUS_VECTOR = BASE + 7 };

/* ICW1 to ICW4 of a lone chip in 8086 mode, with the given extra bits. */
static inline struct i8259 ready_chip(uint8_t icw1_bits, uint8_t icw4_bits)
{
    struct i8259 chip = {.step = I8259_OFF};
    i8259_write(&chip, 0, (uint8_t)(0x13 | icw1_bits)); /* SNGL, IC4 */
    i8259_write(&chip, 1, BASE);
    i8259_write(&chip, 1, (uint8_t)(0x01 | icw4_bits));
    return chip;
}

static inline void raise_lines(struct i8259 *chip, uint8_t set)
{
    for (unsigned line = 0; line < 8; line++) {
        if (set >> line & 1) {
            i8259_set_line(chip, line, false);
            i8259_set_line(chip, line, true);
        }
    }
}

/* Takes an interrupt as the processor does, and gives its vector. */
static inline uint8_t take(struct i8259 *chip)
{
    return i8259_vector(chip, i8259_acknowledge(chip));
}

static inline uint8_t read_isr(struct i8259 *chip)
{
    i8259_write(chip, 0, 0x0b);
    return i8259_read(chip, 0);
}

static inline uint8_t read_irr(struct i8259 *chip)
{
    i8259_write(chip, 0, 0x0a);
    return i8259_read(chip, 0);
}

#endif
