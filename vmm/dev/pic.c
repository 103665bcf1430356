#include "pic.h"

#include "ports.h"

enum {
    CASCADE = 2, /* the master's input that the slave's INT is wired to */
    CHIP_LINES = 8,
    ELCR_PORT = 0x4d0, /* edge/level control registers of EISA and every PC chip set since */
};

/* Lines the timer, the keyboard, the cascade, the clock and the FPU need to be edges. */
static const uint8_t elcr_writable[] = {0xf8, 0xde};

static const struct i8259 *chip_of(const struct pic *pic, unsigned line)
{
    return &pic->chip[line / CHIP_LINES];
}

static bool test(uint8_t set, unsigned line)
{
    return set >> line % CHIP_LINES & 1;
}

static void wire_cascade(struct pic *pic)
{
    bool slave_int = i8259_pending(&pic->chip[PIC_SLAVE]) >= 0;
    i8259_set_line(&pic->chip[PIC_MASTER], CASCADE, slave_int);
}

/**
 * The slave's INT goes low in the acknowledge cycle, and high again when something else waits: so
 * the master sees a new edge.
 */
static void slave_acknowledged(struct pic *pic)
{
    i8259_set_line(&pic->chip[PIC_MASTER], CASCADE, false);
    wire_cascade(pic);
}

void pic_set_line(struct pic *pic, unsigned line, bool level)
{
    if (line == CASCADE)
        return;
    i8259_set_line(&pic->chip[line / CHIP_LINES], line % CHIP_LINES, level);
    wire_cascade(pic);
}

bool pic_intr(const struct pic *pic)
{
    return i8259_pending(&pic->chip[PIC_MASTER]) >= 0;
}

bool pic_line_busy(const struct pic *pic, unsigned line)
{
    const struct i8259 *chip = chip_of(pic, line);
    return test(chip->irr | chip->isr, line);
}

bool pic_line_masked(const struct pic *pic, unsigned line)
{
    const struct i8259 *chip = chip_of(pic, line);
    bool cut_off = line >= CHIP_LINES && pic_line_masked(pic, CASCADE);
    return cut_off || chip->step != I8259_READY || test(chip->imr, line);
}

void pic_listen(struct pic *pic, unsigned line, void (*ready)(void *device), void *device)
{
    pic->listener[line] = (struct pic_listener){ready, device};
}

static uint8_t open_inputs(const struct i8259 *chip)
{
    uint8_t closed = chip->irr | chip->isr | chip->imr;
    return chip->step == I8259_READY ? (uint8_t)~closed : 0;
}

/** @return the lines on which an edge would be a new request for the guest, one bit each */
static uint16_t open_lines(const struct pic *pic)
{
    uint16_t open = open_inputs(&pic->chip[PIC_MASTER]);
    if (!pic_line_masked(pic, CASCADE))
        open |= (uint16_t)(open_inputs(&pic->chip[PIC_SLAVE]) << CHIP_LINES);
    return open;
}

/** Tells the listeners of lines that are open and were not before the guest did something. */
static void tell_opened(struct pic *pic, uint16_t before)
{
    uint16_t opened = open_lines(pic) & (uint16_t)~before;
    for (unsigned line = 0; line < PIC_LINES; line++) {
        if ((opened >> line & 1) && pic->listener[line].ready)
            pic->listener[line].ready(pic->listener[line].device);
    }
}

/** The master hands over to its slave, which may find that its request has gone. */
static uint8_t acknowledge_slave(struct pic *pic, unsigned *line)
{
    struct i8259 *slave = &pic->chip[PIC_SLAVE];
    int input = i8259_acknowledge(slave);
    uint8_t vector = i8259_vector(slave, input);
    *line = CHIP_LINES + (vector & 7u);
    slave_acknowledged(pic);
    return vector;
}

uint8_t pic_acknowledge(struct pic *pic, unsigned *line)
{
    uint16_t before = open_lines(pic);
    struct i8259 *master = &pic->chip[PIC_MASTER];
    int input = i8259_acknowledge(master);
    uint8_t vector = i8259_vector(master, input);
    unsigned source = vector & 7u;
    if (input == CASCADE && test(master->slaves, CASCADE))
        vector = acknowledge_slave(pic, &source);
    if (line)
        *line = source;
    tell_opened(pic, before); /* automatic EOI opens a line at once */
    return vector;
}

void pic_watch(struct pic *pic, void (*changed)(void *owner), void *owner)
{
    pic->changed = changed;
    pic->owner = owner;
}

static void tell_changed(struct pic *pic)
{
    if (pic->changed)
        pic->changed(pic->owner);
}

static void write_chip(struct pic *pic, unsigned which, unsigned address, uint8_t value)
{
    uint16_t before = open_lines(pic);
    i8259_write(&pic->chip[which], address, value);
    wire_cascade(pic);
    tell_opened(pic, before);
    tell_changed(pic);
}

static uint8_t read_chip(struct pic *pic, unsigned which, unsigned address)
{
    uint16_t before = open_lines(pic);
    bool polled = pic->chip[which].poll;
    uint8_t value = i8259_read(&pic->chip[which], address);
    if (polled && which == PIC_SLAVE)
        slave_acknowledged(pic);
    tell_opened(pic, before);
    tell_changed(pic);
    return value;
}

static uint8_t read_master(void *device, uint16_t offset)
{
    return read_chip(device, PIC_MASTER, offset);
}

static void write_master(void *device, uint16_t offset, uint8_t value)
{
    write_chip(device, PIC_MASTER, offset, value);
}

static uint8_t read_slave(void *device, uint16_t offset)
{
    return read_chip(device, PIC_SLAVE, offset);
}

static void write_slave(void *device, uint16_t offset, uint8_t value)
{
    write_chip(device, PIC_SLAVE, offset, value);
}

static uint8_t read_elcr(void *device, uint16_t offset)
{
    const struct pic *pic = device;
    return pic->chip[offset].elcr;
}

static void write_elcr(void *device, uint16_t offset, uint8_t value)
{
    struct pic *pic = device;
    i8259_set_elcr(&pic->chip[offset], value & elcr_writable[offset]);
    wire_cascade(pic);
    tell_changed(pic);
}

static const struct bus_ops master_ops = {read_master, write_master};
static const struct bus_ops slave_ops = {read_slave, write_slave};
static const struct bus_ops elcr_ops = {read_elcr, write_elcr};

/** ICW1–4 and OCW1, as a BIOS writes them. */
static void initialise(struct pic *pic, unsigned which, const uint8_t word[5])
{
    i8259_write(&pic->chip[which], 0, word[0]);
    for (unsigned i = 1; i < 5; i++)
        i8259_write(&pic->chip[which], 1, word[i]);
}

int pic_attach(struct pic *pic, struct board *board)
{
    pic->chip[PIC_SLAVE].sp_low = true;
    initialise(pic, PIC_MASTER, (const uint8_t[]){0x11, 0x08, 1 << CASCADE, 0x01, 0xfb});
    initialise(pic, PIC_SLAVE, (const uint8_t[]){0x11, 0x70, CASCADE, 0x01, 0xff});
    if (bus_attach(board->bus, PORT_PIC_MASTER, 2, &master_ops, pic) < 0 ||
        bus_attach(board->bus, PORT_PIC_SLAVE, 2, &slave_ops, pic) < 0)
        return -1;
    return bus_attach(board->bus, ELCR_PORT, 2, &elcr_ops, pic);
}
