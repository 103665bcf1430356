/*
 * 16550As: COM1, and COM2 for marks that have no port of their own. The FIFOs stay off: switching
 * them on empties them (PC16550D data sheet, "FIFO Control Register"), and loses what waits there.
 */
#include "abi/ports.h"
#include "kernel.h"

enum { DATA, INTERRUPT_ENABLE, LINE_CONTROL = 3, MODEM_CONTROL, LINE_STATUS };
enum { LINE_8N1 = 0x03, LINE_DIVISOR = 0x80, DIVISOR_115200 = 1 }; /* DATA, + 1 hold the divisor */
enum { ON_RECEIVED = 0x01, READY_AND_IRQ = 0x0b }; /* DTR, RTS; OUT2 lets the interrupt through */
enum { RECEIVED = 0x01, CAN_SEND = 0x20, ABSENT = 0xff };

/* Where there is no port all bits are set; that is taken for one where nothing ever arrives. */
static uint8_t line_status(uint16_t port)
{
    uint8_t status = inb(port + LINE_STATUS);
    return status == ABSENT ? CAN_SEND : status;
}

void serial_set_rate(uint16_t port)
{
    outb(port + LINE_CONTROL, LINE_8N1 | LINE_DIVISOR);
    outb(port + DATA, DIVISOR_115200);
    outb(port + DATA + 1, 0);
    outb(port + LINE_CONTROL, LINE_8N1);
}

void serial_init(void)
{
    serial_set_rate(PORT_SERIAL);
    outb(PORT_SERIAL + MODEM_CONTROL, READY_AND_IRQ);
    outb(PORT_SERIAL + INTERRUPT_ENABLE, ON_RECEIVED);
}

/** The next byte that has arrived; -1 when none waits. */
int serial_read(void)
{
    if (!(line_status(PORT_SERIAL) & RECEIVED))
        return -1;
    uint8_t byte = inb(PORT_SERIAL + DATA);
    return byte == '\r' ? '\n' : byte; /* what terminals send for Enter */
}

void serial_write(uint16_t port, const char *text, size_t size)
{
    while (size-- > 0) {
        while (!(line_status(port) & CAN_SEND))
            ;
        outb(port + DATA, (uint8_t)*text++);
    }
}
