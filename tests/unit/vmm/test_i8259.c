/* One 8259A against its data sheet (Intel 231468): initialisation, requests, reads, poll. */
#include "i8259_fixture.h"

START_TEST(is_silent_until_initialised)
{
    struct i8259 chip = {.step = I8259_OFF};
    raise_lines(&chip, 0x01);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    i8259_write(&chip, 0, 0x13);
    raise_lines(&chip, 0x01);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    i8259_write(&chip, 1, BASE);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    i8259_write(&chip, 1, 0x01);
    ck_assert_int_eq(i8259_pending(&chip), 0);
}
END_TEST

/* "Initialization Sequence": ICW3 only in cascade mode, ICW4 only when IC4 is set. */
START_TEST(takes_as_many_words_as_icw1_asks_for)
{
    for (unsigned icw1 = 0x10; icw1 <= 0x13; icw1++) {
        struct i8259 chip = {.step = I8259_OFF};
        bool cascaded = !(icw1 & 2), with_icw4 = icw1 & 1;
        i8259_write(&chip, 0, (uint8_t)icw1);
        i8259_write(&chip, 1, 0x20);
        if (cascaded)
            i8259_write(&chip, 1, 0x04);
        if (with_icw4)
            i8259_write(&chip, 1, 0x01);
        ck_assert_int_eq(chip.step, I8259_READY);
        i8259_write(&chip, 1, 0xa5); /* OCW1 by now */
        ck_assert_uint_eq(i8259_read(&chip, 1), 0xa5);
        ck_assert_uint_eq(chip.slaves, cascaded ? 0x04 : 0);
        ck_assert_uint_eq(chip.icw4, with_icw4 ? 0x01 : 0);
    }
}
END_TEST

/* ICW2: T7 to T3 are the vector's, the low three bits are the input's number. */
START_TEST(vector_is_the_base_and_the_input)
{
    struct i8259 chip = {.step = I8259_OFF};
    i8259_write(&chip, 0, 0x13);
    i8259_write(&chip, 1, 0xff);
    i8259_write(&chip, 1, 0x03); /* AEOI */
    for (unsigned line = 0; line < 8; line++) {
        raise_lines(&chip, (uint8_t)(1u << line));
        ck_assert_uint_eq(take(&chip), 0xf8 + line);
    }
}
END_TEST

/* "Initialization", a to f. */
START_TEST(icw1_resets)
{
    struct i8259 chip = ready_chip(0, 0);
    raise_lines(&chip, 0x24);
    take(&chip);
    i8259_write(&chip, 1, 0xff); /* mask */
    i8259_write(&chip, 0, 0xc3); /* IR3 lowest */
    i8259_write(&chip, 0, 0x68); /* special mask mode */
    i8259_write(&chip, 0, 0x0b); /* read ISR */
    i8259_write(&chip, 0, 0x13);
    i8259_write(&chip, 1, BASE);
    i8259_write(&chip, 1, 0x01);
    ck_assert_uint_eq(i8259_read(&chip, 1), 0);
    ck_assert_uint_eq(i8259_read(&chip, 0), 0); /* IRR is read: no edge since */
    ck_assert_uint_eq(read_isr(&chip), 0);
    ck_assert(!chip.special_mask);
    ck_assert_int_eq(i8259_pending(&chip), -1); /* lines 2 and 5 are still high */
    raise_lines(&chip, 0x81);
    ck_assert_uint_eq(take(&chip), BASE + 0);
    i8259_write(&chip, 0, 0x20);
    ck_assert_uint_eq(take(&chip), BASE + 7);
}
END_TEST

/* OCW1 keeps a request from INT, not from IRR. */
START_TEST(masked_request_waits)
{
    struct i8259 chip = ready_chip(0, 0);
    i8259_write(&chip, 1, 0x08);
    raise_lines(&chip, 0x08);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    ck_assert_uint_eq(read_irr(&chip), 0x08);
    raise_lines(&chip, 0x40); /* others pass */
    ck_assert_uint_eq(take(&chip), BASE + 6);
    i8259_write(&chip, 1, 0x00);
    ck_assert_uint_eq(take(&chip), BASE + 3);
}
END_TEST

START_TEST(edge_is_one_interrupt_however_long_the_line_is_high)
{
    struct i8259 chip = ready_chip(0, 0);
    i8259_set_line(&chip, 5, true);
    ck_assert_uint_eq(take(&chip), BASE + 5);
    i8259_set_line(&chip, 5, true);
    i8259_write(&chip, 0, 0x20);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    i8259_set_line(&chip, 5, false);
    i8259_set_line(&chip, 5, true);
    ck_assert_int_eq(i8259_pending(&chip), 5);
}
END_TEST

START_TEST(level_asks_again_after_eoi)
{
    struct i8259 chip = ready_chip(0x08, 0);
    i8259_set_line(&chip, 5, true);
    ck_assert_uint_eq(take(&chip), BASE + 5);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    i8259_write(&chip, 0, 0x20);
    ck_assert_uint_eq(take(&chip), BASE + 5);
    i8259_set_line(&chip, 5, false);
    i8259_write(&chip, 0, 0x20);
    ck_assert_int_eq(i8259_pending(&chip), -1);
}
END_TEST

START_TEST(elcr_makes_single_inputs_levels)
{
    struct i8259 chip = ready_chip(0, 0x02);
    i8259_set_line(&chip, 3, true);
    i8259_set_line(&chip, 4, true);
    take(&chip);
    take(&chip);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    i8259_set_elcr(&chip, 0x10);
    ck_assert_uint_eq(take(&chip), BASE + 4);
    ck_assert_uint_eq(take(&chip), BASE + 4);
    i8259_set_line(&chip, 4, false);
    ck_assert_int_eq(i8259_pending(&chip), -1);
}
END_TEST

/* "If the IR input goes low before this time a DEFAULT IR7 will occur": no ISR bit is set. */
START_TEST(withdrawn_request_is_spurious)
{
    struct i8259 chip = ready_chip(0, 0);
    i8259_set_line(&chip, 2, true);
    i8259_set_line(&chip, 2, false);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    ck_assert_uint_eq(take(&chip), SPURIOUS_VECTOR);
    ck_assert_uint_eq(read_isr(&chip), 0);
    raise_lines(&chip, 0x80); /* a true IR7 is told apart by its ISR bit */
    ck_assert_uint_eq(take(&chip), SPURIOUS_VECTOR);
    ck_assert_uint_eq(read_isr(&chip), 0x80);
}
END_TEST

/* OCW3 P: the next read acknowledges, and gives I and the input; at either address. */
START_TEST(poll_acknowledges)
{
    struct i8259 chip = ready_chip(0, 0);
    i8259_write(&chip, 0, 0x0c);
    ck_assert_uint_eq(i8259_read(&chip, 0), 0x00);
    raise_lines(&chip, 0x01);
    i8259_write(&chip, 0, 0x0c);
    ck_assert_uint_eq(i8259_read(&chip, 0), 0x80);
    i8259_write(&chip, 0, 0x20);
    raise_lines(&chip, 0x28);
    i8259_write(&chip, 0, 0x0f); /* P goes before RR */
    ck_assert_uint_eq(i8259_read(&chip, 1), 0x83);
    ck_assert_uint_eq(i8259_read(&chip, 0), 0x20); /* one read only; then IRR as before */
    ck_assert_uint_eq(read_isr(&chip), 0x08);
    ck_assert_int_eq(i8259_pending(&chip), -1);
}
END_TEST

START_TEST(status_read_choice_stays)
{
    struct i8259 chip = ready_chip(0, 0);
    raise_lines(&chip, 0x05);
    take(&chip);
    ck_assert_uint_eq(i8259_read(&chip, 0), 0x04);
    i8259_write(&chip, 0, 0x0b);
    ck_assert_uint_eq(i8259_read(&chip, 0), 0x01);
    i8259_write(&chip, 0, 0x08); /* RR 0: no change */
    ck_assert_uint_eq(i8259_read(&chip, 0), 0x01);
    ck_assert_uint_eq(i8259_read(&chip, 1), 0x00); /* IMR, always */
    i8259_write(&chip, 0, 0x0a);
    ck_assert_uint_eq(i8259_read(&chip, 0), 0x04);
    i8259_write(&chip, 0, 0x09); /* RIS alone is none either */
    ck_assert_uint_eq(i8259_read(&chip, 0), 0x04);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        is_silent_until_initialised,
        takes_as_many_words_as_icw1_asks_for,
        vector_is_the_base_and_the_input,
        icw1_resets,
        masked_request_waits,
        edge_is_one_interrupt_however_long_the_line_is_high,
        level_asks_again_after_eoi,
        elcr_makes_single_inputs_levels,
        withdrawn_request_is_spurious,
        poll_acknowledges,
        status_read_choice_stays,
    };
    return RUN_TESTS("i8259", tests);
}
