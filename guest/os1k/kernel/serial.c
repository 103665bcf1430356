/*
 * COM1, a 16550A. The FIFOs stay as they are, which is off: switching them on empties them
 * (PC16550D data sheet, 8.4), and a byte that waits there would be lost.
 */
#include "abi/ports.h"
#include "kernel.h"

enum { DATA, INTERRUPT_ENABLE, LINE_CONTROL = 3, MODEM_CONTROL, LINE_STATUS };
enum { LINE_8N1 = 0x03, LINE_DIVISOR = 0x80, DIVISOR_115200 = 1 }; /* DATA, + 1 hold the divisor */
enum { ON_RECEIVED = 0x01, READY_AND_IRQ = 0x0b }; /* DTR, RTS; OUT2 lets the interrupt through */
enum { RECEIVED = 0x01, CAN_SEND = 0x20, ABSENT = 0xff };

/* Where there is no port all bits are set; that is taken for one where nothing ever arrives. */
static uint8_t line_status(void)
{
    uint8_t status = inb(PORT_SERIAL + LINE_STATUS);
    return status == ABSENT ? CAN_SEND : status;
}

void serial_init(void)
{
    outb(PORT_SERIAL + LINE_CONTROL, LINE_8N1 | LINE_DIVISOR);
    outb(PORT_SERIAL + DATA, DIVISOR_115200);
    outb(PORT_SERIAL + DATA + 1, 0);
    outb(PORT_SERIAL + LINE_CONTROL, LINE_8N1);
    outb(PORT_SERIAL + MODEM_CONTROL, READY_AND_IRQ);
    outb(PORT_SERIAL + INTERRUPT_ENABLE, ON_RECEIVED);
    irq_enable(IRQ_SERIAL);
    serial_drain();
}

/** Takes what has arrived while the queue has room; its interrupt handler too. */
void serial_drain(void)
{
    while (input_has_room() && line_status() & RECEIVED) {
        uint8_t byte = inb(PORT_SERIAL + DATA);
        input_put(byte == '\r' ? '\n' : byte); /* what terminals send for Enter */
    }
}

void serial_write(const char *text, size_t size)
{
    while (size-- > 0) {
        while (!(line_status() & CAN_SEND))
            ;
        outb(PORT_SERIAL + DATA, (uint8_t)*text++);
    }
}
