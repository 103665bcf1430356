/*
 * One queue for all that is typed. Nothing is lost: while it is full, bytes stay in their devices,
 * which hold up the sender; once it is empty again the devices are asked for more.
 */
#include "abi/ports.h"
#include "kernel.h"

static int (*const readers[])(void) = {[IRQ_KEYBOARD] = keyboard_read, [IRQ_SERIAL] = serial_read};

static uint8_t queue[256], head, tail; /* the indices wrap by themselves */
static bool may_wait = true; /* in a device, and no interrupt will tell: at first, or left there */

/* The interrupt handler of both. */
static void drain(unsigned line)
{
    while ((uint8_t)(tail + 1) != head) {
        int byte = readers[line]();
        if (byte < 0)
            return;
        queue[tail++] = (uint8_t)byte;
    }
    may_wait = true;
}

void input_init(void)
{
    irq_enable(IRQ_KEYBOARD, drain);
    irq_enable(IRQ_SERIAL, drain);
}

int input_take(void)
{
    if (head == tail && may_wait) {
        may_wait = false;
        drain(IRQ_KEYBOARD);
        drain(IRQ_SERIAL);
    }
    return head == tail ? -1 : queue[head++];
}

/** As if the key of this scan code had been pressed, interrupt and all. */
void input_type(uint8_t code)
{
    drain(IRQ_KEYBOARD); /* the controller has room for one */
    keyboard_type(code);
}
