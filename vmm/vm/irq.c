#include "vm/irq.h"

#include "clock.h"
#include "kvm/kvm.h"

static void note_rise(struct irq *irq, unsigned line, bool level)
{
    if (irq->timed && level && !irq->level[line])
        irq->raised_ns[line] = clock_now();
    irq->level[line] = level;
}

/** Keeps irq_waiting() true to INTR; an unmasking or an end of interrupt changes that as well. */
static void note_intr(void *owner)
{
    struct irq *irq = owner;
    atomic_store_explicit(&irq->waiting, irq_pending(irq), memory_order_release);
}

int irq_attach(struct irq *irq, struct board *board)
{
    pic_watch(&irq->pic, note_intr, irq);
    return pic_attach(&irq->pic, board);
}

void irq_set(struct irq *irq, unsigned line, bool level)
{
    if (irq->chip == IRQCHIP_KERNEL) {
        struct kvm_irq_level request = {.irq = line, .level = level};
        kvm_ioctl(irq->vm_fd, KVM_IRQ_LINE, &request);
        return;
    }
    note_rise(irq, line, level);
    pic_set_line(&irq->pic, line, level);
    note_intr(irq); /* before the kick, which makes the vCPU's thread look at it */
    if (irq_waiting(irq))
        irq->intr(irq->owner);
}

bool irq_pending(const struct irq *irq)
{
    return irq->chip == IRQCHIP_USER && pic_intr(&irq->pic);
}

struct injection irq_take(struct irq *irq)
{
    unsigned line;
    struct injection injection = {.vector = pic_acknowledge(&irq->pic, &line)};
    injection.raised_ns = irq->raised_ns[line];
    irq->raised_ns[line] = 0;
    note_intr(irq);
    return injection;
}
