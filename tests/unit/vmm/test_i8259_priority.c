/* One 8259A against its data sheet (Intel 231468): who goes first, rotation, EOI, special mask. */
#include "i8259_fixture.h"

START_TEST(priorities_are_fixed_from_0_to_7)
{
    struct i8259 chip = ready_chip(0, 0);
    raise_lines(&chip, 0xff);
    for (unsigned line = 0; line < 8; line++) {
        ck_assert_int_eq(i8259_pending(&chip), (int)line);
        ck_assert_uint_eq(take(&chip), BASE + line);
        ck_assert_uint_eq(read_isr(&chip), 1u << line);
        ck_assert_int_eq(i8259_pending(&chip), -1); /* the others wait for the EOI */
        i8259_write(&chip, 0, 0x20);
    }
}
END_TEST

/* Fully nested mode: only what is more urgent interrupts a handler. */
START_TEST(nests_by_priority)
{
    struct i8259 chip = ready_chip(0, 0);
    raise_lines(&chip, 0x10);
    take(&chip);
    raise_lines(&chip, 0x30); /* the same again, and one below */
    ck_assert_int_eq(i8259_pending(&chip), -1);
    raise_lines(&chip, 0x08);
    ck_assert_uint_eq(take(&chip), BASE + 3);
    ck_assert_uint_eq(read_isr(&chip), 0x18);
    i8259_write(&chip, 0, 0x20); /* non-specific: the most urgent, 3 */
    ck_assert_uint_eq(read_isr(&chip), 0x10);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    i8259_write(&chip, 0, 0x20);
    ck_assert_uint_eq(take(&chip), BASE + 4);
}
END_TEST

START_TEST(specific_eoi_ends_the_named_input)
{
    struct i8259 chip = ready_chip(0, 0);
    raise_lines(&chip, 0x20);
    take(&chip);
    raise_lines(&chip, 0x02);
    take(&chip);
    i8259_write(&chip, 0, 0x60 | 5);
    ck_assert_uint_eq(read_isr(&chip), 0x02);
    i8259_write(&chip, 0, 0x60 | 4); /* not in service: nothing */
    ck_assert_uint_eq(read_isr(&chip), 0x02);
    i8259_write(&chip, 0, 0x60 | 1);
    ck_assert_uint_eq(read_isr(&chip), 0);
}
END_TEST

START_TEST(eoi_with_nothing_in_service_changes_nothing)
{
    struct i8259 chip = ready_chip(0, 0);
    i8259_write(&chip, 0, 0x20);
    i8259_write(&chip, 0, 0xa0);
    raise_lines(&chip, 0x81);
    ck_assert_uint_eq(take(&chip), BASE + 0);
}
END_TEST

START_TEST(automatic_eoi_leaves_nothing_in_service)
{
    struct i8259 chip = ready_chip(0, 0x02);
    raise_lines(&chip, 0x06);
    ck_assert_uint_eq(take(&chip), BASE + 1);
    ck_assert_uint_eq(read_isr(&chip), 0);
    ck_assert_uint_eq(take(&chip), BASE + 2);
    ck_assert_int_eq(i8259_pending(&chip), -1);
}
END_TEST

/* OCW2 101: the input just served becomes the lowest. */
START_TEST(rotates_on_non_specific_eoi)
{
    struct i8259 chip = ready_chip(0, 0);
    raise_lines(&chip, 0x50);
    ck_assert_uint_eq(take(&chip), BASE + 4);
    i8259_write(&chip, 0, 0xa0);
    raise_lines(&chip, 0x71); /* now 5 6 7 0 1 2 3 4 */
    static const uint8_t order[] = {5, 6, 0, 4};
    for (unsigned i = 0; i < sizeof order; i++) {
        ck_assert_uint_eq(take(&chip), BASE + order[i]);
        i8259_write(&chip, 0, 0x20);
    }
}
END_TEST

/* OCW2 111: ends the named input and makes it the lowest. */
START_TEST(rotates_on_specific_eoi)
{
    struct i8259 chip = ready_chip(0, 0);
    raise_lines(&chip, 0x02);
    take(&chip);
    i8259_write(&chip, 0, 0xe0 | 1);
    ck_assert_uint_eq(read_isr(&chip), 0);
    raise_lines(&chip, 0x07); /* now 2 … 7 0 1 */
    ck_assert_uint_eq(take(&chip), BASE + 2);
    i8259_write(&chip, 0, 0x20);
    ck_assert_uint_eq(take(&chip), BASE + 0);
    i8259_write(&chip, 0, 0x20);
    ck_assert_uint_eq(take(&chip), BASE + 1);
}
END_TEST

/* OCW2 110: sets the lowest without an EOI; 010 does nothing. */
START_TEST(set_priority_names_the_lowest)
{
    for (unsigned lowest = 0; lowest < 8; lowest++) {
        struct i8259 chip = ready_chip(0, 0x02);
        i8259_write(&chip, 0, (uint8_t)(0xc0 | lowest));
        i8259_write(&chip, 0, 0x40 | 3);
        raise_lines(&chip, 0xff);
        for (unsigned i = 1; i <= 8; i++)
            ck_assert_uint_eq(take(&chip), BASE + (lowest + i) % 8);
    }
}
END_TEST

/* After a rotation, nesting and the non-specific EOI go by the new order. */
START_TEST(rotated_priorities_nest)
{
    struct i8259 chip = ready_chip(0, 0);
    i8259_write(&chip, 0, 0xc0 | 3); /* 4 5 6 7 0 1 2 3 */
    raise_lines(&chip, 0x02);
    take(&chip);
    raise_lines(&chip, 0x84);
    ck_assert_uint_eq(take(&chip), BASE + 7);
    ck_assert_int_eq(i8259_pending(&chip), -1); /* 2 comes after 1 */
    i8259_write(&chip, 0, 0x20);
    ck_assert_uint_eq(read_isr(&chip), 0x02);
}
END_TEST

/* OCW2 100 and 000. */
START_TEST(rotates_in_automatic_eoi_mode)
{
    struct i8259 chip = ready_chip(0, 0x02);
    i8259_write(&chip, 0, 0x80);
    raise_lines(&chip, 0x03);
    ck_assert_uint_eq(take(&chip), BASE + 0);
    raise_lines(&chip, 0x01);
    ck_assert_uint_eq(take(&chip), BASE + 1);
    ck_assert_uint_eq(take(&chip), BASE + 0);
    i8259_write(&chip, 0, 0x00);
    raise_lines(&chip, 0x03); /* 1 … 7 0, and no longer turning */
    ck_assert_uint_eq(take(&chip), BASE + 1);
    raise_lines(&chip, 0x02);
    ck_assert_uint_eq(take(&chip), BASE + 1);
}
END_TEST

/* OCW3 ESMM, SMM: a handler that masks itself lets those below it in. */
START_TEST(special_mask_mode_lets_lower_inputs_in)
{
    struct i8259 chip = ready_chip(0, 0);
    raise_lines(&chip, 0x04);
    take(&chip);
    raise_lines(&chip, 0x40);
    i8259_write(&chip, 1, 0x04);
    ck_assert_int_eq(i8259_pending(&chip), -1);
    i8259_write(&chip, 0, 0x28); /* SMM without ESMM: no change */
    ck_assert_int_eq(i8259_pending(&chip), -1);
    i8259_write(&chip, 0, 0x68);
    ck_assert_uint_eq(take(&chip), BASE + 6);
    i8259_write(&chip, 0, 0x20); /* passes over the masked 2, which is more urgent */
    ck_assert_uint_eq(read_isr(&chip), 0x04);
    i8259_write(&chip, 0, 0x48); /* reset: 2 is in force again */
    raise_lines(&chip, 0x40);
    ck_assert_int_eq(i8259_pending(&chip), -1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        priorities_are_fixed_from_0_to_7,
        nests_by_priority,
        specific_eoi_ends_the_named_input,
        eoi_with_nothing_in_service_changes_nothing,
        automatic_eoi_leaves_nothing_in_service,
        rotates_on_non_specific_eoi,
        rotates_on_specific_eoi,
        set_priority_names_the_lowest,
        rotated_priorities_nest,
        rotates_in_automatic_eoi_mode,
        special_mask_mode_lets_lower_inputs_in,
    };
    return RUN_TESTS("i8259_priority", tests);
}
