/*
 * The registers of the 16550A and their bits (PC16550D data sheet, "Summary of Registers" and
 * "Registers"), by their names there. For serial.c, serial_modem.c and their tests alone.
 */
#ifndef VMM_DEV_SERIAL_REGISTERS_H
#define VMM_DEV_SERIAL_REGISTERS_H

enum {
    /* offsets */
    RBR = 0, /* RBR, THR; divisor low with DLAB */
    IER = 1, /* divisor high with DLAB */
    IIR = 2, /* FCR when written */
    LCR = 3,
    MCR = 4,
    LSR = 5,
    MSR = 6,
    SCR = 7,
    REGISTERS = 8,

    IER_RECEIVED = 0x01,
    IER_THR_EMPTY = 0x02,
    IER_LINE = 0x04,
    IER_MODEM = 0x08,
    IER_BITS = 0x0f,

    IIR_NONE = 0x01,
    IIR_MODEM = 0x00,
    IIR_THR_EMPTY = 0x02,
    IIR_RECEIVED = 0x04,
    IIR_LINE = 0x06,
    IIR_TIMEOUT = 0x0c,
    IIR_FIFOS_ON = 0xc0,

    FCR_ENABLE = 0x01,
    FCR_CLEAR_RX = 0x02,
    FCR_TRIGGER = 0xc0,

    LCR_DLAB = 0x80,

    MCR_DTR = 0x01,
    MCR_RTS = 0x02,
    MCR_OUT1 = 0x04,
    MCR_OUT2 = 0x08,
    MCR_LOOP = 0x10,
    MCR_BITS = 0x1f,

    LSR_DATA = 0x01,
    LSR_OVERRUN = 0x02,
    LSR_THR_EMPTY = 0x20,
    LSR_ALL_SENT = 0x40,

    MSR_CHANGED = 0x0f,
    MSR_RING_ENDED = 0x04,
    MSR_CTS = 0x10,
    MSR_DSR = 0x20,
    MSR_RING = 0x40,
    MSR_CARRIER = 0x80,
};

#endif
