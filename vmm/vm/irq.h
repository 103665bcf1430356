/*
 * "Raise line n of this VM": one interface over both interrupt controllers.
 *
 * With --irqchip user the line goes to our 8259A pair; when that raises INTR, the vCPU is called
 * out of the guest or out of HLT, asks for the vector and injects it. With --irqchip kernel the
 * line goes to KVM's own pair, and the rest happens in the kernel.
 */
#ifndef VMM_VM_IRQ_H
#define VMM_VM_IRQ_H

#include "dev/pic.h"
#include "options.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { IRQ_LINES = 16 };

struct irq {
    enum irqchip chip;
    int vm_fd;
    struct pic pic;            /* IRQCHIP_USER */
    void (*intr)(void *owner); /* called when INTR is high after a line changed */
    void *owner;
    atomic_bool waiting; /* INTR, for a look without the lock: see irq_waiting() */
    bool timed;          /* note when lines rise, for --stats */
    bool level[IRQ_LINES];
    uint64_t raised_ns[IRQ_LINES]; /* when the line last rose; 0: not noted, or delivered */
};

/** An interrupt on its way into the guest. */
struct injection {
    uint8_t vector;
    uint64_t raised_ns; /* when its line rose; 0 when that was not noted */
};

/** Puts the 8259A pair of IRQCHIP_USER on the bus. @return 0, or -1 when its ports are taken */
int irq_attach(struct irq *irq, struct board *board);

/** Drives line 0–15. Under the VM's lock. */
void irq_set(struct irq *irq, unsigned line, bool level);

/** Tells whether an interrupt waits for the vCPU (never with IRQCHIP_KERNEL). Under the lock. */
bool irq_pending(const struct irq *irq);

/** irq_pending() as it was last noted, without a lock: each entry into the guest asks this. */
static inline bool irq_waiting(const struct irq *irq)
{
    return atomic_load_explicit(&irq->waiting, memory_order_acquire);
}

/** Acknowledges the most urgent interrupt, as the CPU's INTA cycles do. */
struct injection irq_take(struct irq *irq);

#endif
