#include "serial.h"

#include "ports.h"
#include "serial_modem.h"
#include "serial_registers.h"

static bool has_fifos(const struct serial *serial)
{
    return serial->fcr & FCR_ENABLE;
}

/** @return how many bytes make a "received data available" interrupt (table on FCR, bits 6, 7) */
static unsigned trigger_level(const struct serial *serial)
{
    static const uint8_t levels[] = {1, 4, 8, 14};
    return has_fifos(serial) ? levels[serial->fcr >> 6] : 1;
}

/**
 * The causes in their order (data sheet, "Interrupt Control Functions").
 * @return the pending interrupt of highest priority, as the low bits of IIR
 */
static uint8_t pending(const struct serial *serial)
{
    if ((serial->ier & IER_LINE) && serial->errors)
        return IIR_LINE;
    if ((serial->ier & IER_RECEIVED) && serial->count >= trigger_level(serial))
        return IIR_RECEIVED;
    if ((serial->ier & IER_RECEIVED) && serial->timed_out)
        return IIR_TIMEOUT;
    if ((serial->ier & IER_THR_EMPTY) && serial->thr_empty)
        return IIR_THR_EMPTY;
    if ((serial->ier & IER_MODEM) && (serial->msr & MSR_CHANGED))
        return IIR_MODEM;
    return IIR_NONE;
}

/** On a PC, OUT2 switches the interrupt through; loopback takes the pin away from MCR. */
static bool is_wired(const struct serial *serial)
{
    return (serial->mcr & (MCR_OUT2 | MCR_LOOP)) == MCR_OUT2;
}

static void update_line(struct serial *serial)
{
    bool level = is_wired(serial) && pending(serial) != IIR_NONE;
    if (level != serial->line)
        serial->board->irq_set(serial->board->owner, IRQ_SERIAL, level);
    serial->line = level;
}

/** A byte comes in. The one that does not fit is lost: from the FIFO the new, else the old. */
static void receive(struct serial *serial, uint8_t byte)
{
    unsigned size = has_fifos(serial) ? SERIAL_FIFO : 1;
    if (serial->count == size) {
        serial->errors |= LSR_OVERRUN;
        if (!has_fifos(serial))
            serial->fifo[serial->first] = byte;
        return;
    }
    serial->fifo[(serial->first + serial->count++) % SERIAL_FIFO] = byte;
}

/** No more comes for now: what is below the trigger level has been waiting long enough. */
static void end_of_burst(struct serial *serial)
{
    serial->timed_out = has_fifos(serial) && serial->count > 0;
    update_line(serial);
}

/** Takes from the source what fits. In loopback the input pin is cut off. */
static void refill(void *device)
{
    struct serial *serial = device;
    unsigned size = has_fifos(serial) ? SERIAL_FIFO : 1;
    int byte;
    while (!(serial->mcr & MCR_LOOP) && serial->count < size &&
           (byte = feed_next(&serial->feed)) >= 0)
        receive(serial, (uint8_t)byte);
    end_of_burst(serial);
}

void serial_poll(struct serial *serial)
{
    refill(serial);
}

/** RBR. The line falls when the cause is gone, so that what is left makes a new edge. */
static uint8_t read_data(struct serial *serial)
{
    uint8_t value = serial->fifo[serial->first];
    if (serial->count == 0)
        return value;
    if (has_fifos(serial))
        serial->first = (serial->first + 1) % SERIAL_FIFO;
    serial->count--;
    serial->timed_out = false;
    update_line(serial);
    if (serial->count == 0)
        feed_taken(&serial->feed);
    else
        end_of_burst(serial);
    return value;
}

/** THR: the byte is gone at once, and the register empty again. */
static void write_data(struct serial *serial, uint8_t value)
{
    serial->thr_empty = false;
    update_line(serial);
    if (serial->mcr & MCR_LOOP)
        receive(serial, value);
    else
        serial->out.put(serial->out.owner, value);
    serial->thr_empty = true;
    end_of_burst(serial);
}

/** Reading IIR ends a THR-empty interrupt, if that is what it shows. */
static uint8_t read_iir(struct serial *serial)
{
    uint8_t value = pending(serial);
    if (value == IIR_THR_EMPTY) {
        serial->thr_empty = false;
        update_line(serial);
    }
    return value | (has_fifos(serial) ? IIR_FIFOS_ON : 0);
}

static uint8_t read_lsr(struct serial *serial)
{
    uint8_t value =
        (uint8_t)(LSR_THR_EMPTY | LSR_ALL_SENT | serial->errors | (serial->count ? LSR_DATA : 0));
    if (serial->count == 0)
        feed_polled(&serial->feed);
    serial->errors = 0;
    update_line(serial);
    return value;
}

static uint8_t read_msr(struct serial *serial)
{
    uint8_t value = serial->msr;
    serial->msr &= (uint8_t)~MSR_CHANGED;
    update_line(serial);
    return value;
}

/** Nothing reaches the guest by interrupt unless ERBFI and OUT2 are set. */
static void controls_changed(struct serial *serial)
{
    serial->feed.interrupts = (serial->ier & IER_RECEIVED) && is_wired(serial);
    refill(serial);
}

/** Switching the interrupt on finds the register empty, and so asks at once. */
static void write_ier(struct serial *serial, uint8_t value)
{
    if (value & ~serial->ier & IER_THR_EMPTY)
        serial->thr_empty = true;
    serial->ier = value & IER_BITS;
    controls_changed(serial);
}

/** Bits 1 to 7 count only together with bit 0; changing bit 0 clears the FIFOs. */
static void write_fcr(struct serial *serial, uint8_t value)
{
    bool toggles = (value ^ serial->fcr) & FCR_ENABLE;
    if (toggles || ((value & FCR_ENABLE) && (value & FCR_CLEAR_RX)))
        serial->count = 0;
    serial->fcr = value & FCR_ENABLE ? value & (FCR_ENABLE | FCR_TRIGGER) : 0;
    refill(serial);
}

static void write_mcr(struct serial *serial, uint8_t value)
{
    serial->mcr = value & MCR_BITS;
    serial->msr = serial_modem_status(serial->msr, serial->mcr);
    controls_changed(serial);
}

static uint8_t serial_read(void *device, uint16_t offset)
{
    struct serial *serial = device;
    bool dlab = serial->lcr & LCR_DLAB;
    switch (offset) {
    case RBR:
        return dlab ? (uint8_t)serial->divisor : read_data(serial);
    case IER:
        return dlab ? (uint8_t)(serial->divisor >> 8) : serial->ier;
    case IIR:
        return read_iir(serial);
    case LCR:
        return serial->lcr;
    case MCR:
        return serial->mcr;
    case LSR:
        return read_lsr(serial);
    case MSR:
        return read_msr(serial);
    default:
        return serial->scr;
    }
}

static void serial_write(void *device, uint16_t offset, uint8_t value)
{
    struct serial *serial = device;
    bool dlab = serial->lcr & LCR_DLAB;
    if (offset == RBR && dlab)
        serial->divisor = (uint16_t)((serial->divisor & 0xff00) | value);
    else if (offset == RBR)
        write_data(serial, value);
    else if (offset == IER && dlab)
        serial->divisor = (uint16_t)((serial->divisor & 0x00ff) | value << 8);
    else if (offset == IER)
        write_ier(serial, value);
    else if (offset == IIR)
        write_fcr(serial, value);
    else if (offset == LCR)
        serial->lcr = value;
    else if (offset == MCR)
        write_mcr(serial, value);
    else if (offset == SCR)
        serial->scr = value; /* LSR and MSR are read-only */
}

static const struct bus_ops serial_ops = {serial_read, serial_write};

int serial_attach(struct serial *serial, struct board *board, struct byte_sink out,
                  struct byte_source in)
{
    *serial = (struct serial){.board = board, .out = out};
    serial->msr = serial_modem_inputs(serial->mcr);
    feed_init(&serial->feed, board, in, IRQ_SERIAL, refill, serial);
    return bus_attach(board->bus, PORT_SERIAL, REGISTERS, &serial_ops, serial);
}
