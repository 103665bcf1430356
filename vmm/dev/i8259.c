#include "i8259.h"

enum {
    INPUTS = 8,

    ICW1_MARK = 0x10, /* A0 = 0 and D4 = 1: ICW1, whatever came before */
    ICW1_LTIM = 0x08,
    ICW1_SNGL = 0x02,
    ICW1_IC4 = 0x01,
    ICW4_SFNM = 0x10,
    ICW4_AEOI = 0x02,

    OCW2_R = 0x80,
    OCW2_SL = 0x40,
    OCW2_EOI = 0x20,
    OCW2_LEVEL = 0x07,

    OCW3_MARK = 0x08, /* A0 = 0 and D4, D3 = 0, 1 */
    OCW3_ESMM = 0x40,
    OCW3_SMM = 0x20,
    OCW3_POLL = 0x04,
    OCW3_RR = 0x02,
    OCW3_RIS = 0x01,

    POLL_REQUEST = 0x80, /* bit I of the poll byte */
    SPURIOUS = 7,
};

static uint8_t bit(unsigned input)
{
    return (uint8_t)(1u << input);
}

static bool is_level(const struct i8259 *chip, unsigned input)
{
    return (chip->icw1 & ICW1_LTIM) || (chip->elcr & bit(input));
}

void i8259_set_line(struct i8259 *chip, unsigned line, bool level)
{
    bool rises = level && !(chip->lines & bit(line));
    if (level)
        chip->lines |= bit(line);
    else
        chip->lines &= (uint8_t)~bit(line);

    /* The data sheet's priority cell: a request stands only while its input is high. */
    if (!level)
        chip->irr &= (uint8_t)~bit(line);
    else if (rises || is_level(chip, line))
        chip->irr |= bit(line);
}

void i8259_set_elcr(struct i8259 *chip, uint8_t levels)
{
    chip->elcr = levels;
    chip->irr |= chip->lines & levels;
}

/** @return the input of highest priority in `set`, as a distance from the top; INPUTS for none */
static unsigned urgency(const struct i8259 *chip, uint8_t set)
{
    for (unsigned distance = 0; set && distance < INPUTS; distance++) {
        if (set & bit((chip->lowest + 1 + distance) % INPUTS))
            return distance;
    }
    return INPUTS;
}

static int input_at(const struct i8259 *chip, unsigned distance)
{
    return distance == INPUTS ? -1 : (int)((chip->lowest + 1 + distance) % INPUTS);
}

/** In special mask mode a masked input in service holds nobody back. */
static uint8_t isr_in_force(const struct i8259 *chip)
{
    return chip->special_mask ? chip->isr & (uint8_t)~chip->imr : chip->isr;
}

/**
 * In special fully nested mode a slave in service may interrupt again: it has seen something more
 * urgent among its own inputs. Inputs below it stay locked out all the same.
 */
static bool may_nest(const struct i8259 *chip, int input)
{
    return (chip->icw4 & ICW4_SFNM) && (chip->slaves & bit((unsigned)input));
}

int i8259_pending(const struct i8259 *chip)
{
    if (chip->step != I8259_READY)
        return -1;
    unsigned wanted = urgency(chip, chip->irr & (uint8_t)~chip->imr);
    unsigned serving = urgency(chip, isr_in_force(chip));
    int input = input_at(chip, wanted);
    if (wanted < serving)
        return input;
    return input >= 0 && wanted == serving && may_nest(chip, input) ? input : -1;
}

int i8259_acknowledge(struct i8259 *chip)
{
    int input = i8259_pending(chip);
    if (input < 0)
        return -1;
    uint8_t served = bit((unsigned)input);
    if (!is_level(chip, (unsigned)input))
        chip->irr &= (uint8_t)~served; /* the edge is used up; a level asks again by itself */
    if (!(chip->icw4 & ICW4_AEOI))
        chip->isr |= served;
    else if (chip->rotate_on_aeoi)
        chip->lowest = (uint8_t)input;
    return input;
}

uint8_t i8259_vector(const struct i8259 *chip, int input)
{
    return chip->base | (uint8_t)(input < 0 ? SPURIOUS : input);
}

/**
 * ICW1 starts the sequence. What it resets is listed where the data sheet begins "Initialization
 * Command Words", items a to f; what was in service is forgotten too.
 */
static void write_icw1(struct i8259 *chip, uint8_t value)
{
    *chip = (struct i8259){
        .step = I8259_ICW2,
        .icw1 = value,
        .lowest = 7,
        .lines = chip->lines,
        .elcr = chip->elcr,
        .sp_low = chip->sp_low,
    };
    for (unsigned input = 0; input < INPUTS; input++) {
        if (is_level(chip, input)) /* an edge has to come anew, a level is still there */
            chip->irr |= chip->lines & bit(input);
    }
}

static void write_icw(struct i8259 *chip, uint8_t value)
{
    bool single = chip->icw1 & ICW1_SNGL;
    enum i8259_step after_icw3 = chip->icw1 & ICW1_IC4 ? I8259_ICW4 : I8259_READY;
    switch (chip->step) {
    case I8259_ICW2:
        chip->base = value & 0xf8;
        chip->step = single ? after_icw3 : I8259_ICW3;
        break;
    case I8259_ICW3:
        chip->slaves = chip->sp_low ? 0 : value; /* a slave's ICW3 is its own number instead */
        chip->step = after_icw3;
        break;
    default:
        chip->icw4 = value;
        chip->step = I8259_READY;
    }
}

/** A non-specific EOI ends the most urgent input in service, special mask mode considered. */
static int end_of_interrupt(struct i8259 *chip, uint8_t ocw2)
{
    int input =
        ocw2 & OCW2_SL ? ocw2 & OCW2_LEVEL : input_at(chip, urgency(chip, isr_in_force(chip)));
    if (input >= 0)
        chip->isr &= (uint8_t)~bit((unsigned)input);
    return input;
}

/** OCW2: the eight commands of "Operation Command Word Format", told apart by R, SL and EOI. */
static void write_ocw2(struct i8259 *chip, uint8_t value)
{
    if (value & OCW2_EOI) {
        int ended = end_of_interrupt(chip, value);
        if ((value & OCW2_R) && ended >= 0)
            chip->lowest = (uint8_t)ended;
    } else if ((value & (OCW2_R | OCW2_SL)) == (OCW2_R | OCW2_SL)) {
        chip->lowest = value & OCW2_LEVEL; /* set priority */
    } else if (!(value & OCW2_SL)) {
        chip->rotate_on_aeoi = value & OCW2_R;
    }
}

static void write_ocw3(struct i8259 *chip, uint8_t value)
{
    if (value & OCW3_ESMM)
        chip->special_mask = value & OCW3_SMM;
    if (value & OCW3_POLL)
        chip->poll = true; /* overrides a status read in the same word */
    else if (value & OCW3_RR)
        chip->read_isr = value & OCW3_RIS;
}

void i8259_write(struct i8259 *chip, unsigned address, uint8_t value)
{
    if (address == 0 && (value & ICW1_MARK))
        write_icw1(chip, value);
    else if (address == 0 && (value & OCW3_MARK))
        write_ocw3(chip, value);
    else if (address == 0)
        write_ocw2(chip, value);
    else if (chip->step == I8259_OFF || chip->step == I8259_READY)
        chip->imr = value;
    else
        write_icw(chip, value);
}

uint8_t i8259_read(struct i8259 *chip, unsigned address)
{
    if (chip->poll) {
        chip->poll = false;
        int input = i8259_acknowledge(chip);
        return input < 0 ? 0 : POLL_REQUEST | (uint8_t)input;
    }
    if (address == 1)
        return chip->imr;
    return chip->read_isr ? chip->isr : chip->irr;
}
