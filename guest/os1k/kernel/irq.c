/* The pair of 8259A interrupt controllers: lines 0-15 arrive at vectors from VECTOR_IRQ on. */
#include "abi/ports.h"
#include "kernel.h"

enum { ICW1_EDGE_CASCADED = 0x11, ICW4_8086 = 0x01 };
enum { OCW2_END_OF_INTERRUPT = 0x20, OCW3_READ_IN_SERVICE = 0x0b };

static void (*handlers[16])(unsigned line);

static uint16_t controller(unsigned line)
{
    return line < 8 ? PORT_PIC_MASTER : PORT_PIC_SLAVE;
}

void irq_init(void)
{
    for (unsigned line = 0; line < 16; line += 8) {
        uint16_t port = controller(line);
        outb(port, ICW1_EDGE_CASCADED);
        outb(port + 1, (uint8_t)(VECTOR_IRQ + line));
        outb(port + 1, line == 0 ? 1 << IRQ_CASCADE : IRQ_CASCADE);
        outb(port + 1, ICW4_8086);
        outb(port + 1, line == 0 ? 0xff ^ 1 << IRQ_CASCADE : 0xff); /* masks */
    }
}

/** Lets a line interrupt; from now on its interrupts call the handler. */
void irq_enable(unsigned line, void (*handler)(unsigned line))
{
    uint16_t masks = controller(line) + 1;
    handlers[line] = handler;
    outb(masks, inb(masks) & (0xff ^ 1 << line % 8));
}

/* A request that fell before it was acknowledged shows as line 7 or 15 (8259A data sheet). */
static bool is_spurious(uint16_t port, unsigned line)
{
    if (line % 8 != 7)
        return false;
    outb(port, OCW3_READ_IN_SERVICE);
    return !(inb(port) & 1 << 7);
}

void irq_dispatch(unsigned line)
{
    uint16_t port = controller(line);
    if (!is_spurious(port, line)) {
        handlers[line](line); /* only those that have one are ever enabled */
        outb(port, OCW2_END_OF_INTERRUPT);
    }
    if (port == PORT_PIC_SLAVE) /* the master did see a request: its cascade line's */
        outb(PORT_PIC_MASTER, OCW2_END_OF_INTERRUPT);
}
