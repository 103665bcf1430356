/*
 * Time, in ticks of the 8254's counter 0. It stands still until someone asks for it: a benchmark
 * that never does is never interrupted.
 */
#include "abi/ports.h"
#include "kernel.h"

enum { RATE_GENERATOR = 0x34 }; /* counter 0, low byte then high, mode 2 */
enum { RATE_MIN = 19, RATE_MAX = 1000, RATE_DEFAULT = 100 };

static uint32_t rate, ticks; /* rate 0: not started */

void timer_interrupt(void)
{
    ticks++;
}

bool timer_start(uint32_t hz)
{
    if (hz < RATE_MIN || hz > RATE_MAX)
        return false;
    uint32_t divisor = (PIT_HZ + hz / 2) / hz;
    rate = hz;
    outb(PORT_PIT_CONTROL, RATE_GENERATOR);
    outb(PORT_PIT, (uint8_t)divisor);
    outb(PORT_PIT, (uint8_t)(divisor >> 8));
    irq_enable(IRQ_TIMER);
    return true;
}

uint32_t timer_ticks(void)
{
    if (rate == 0)
        timer_start(RATE_DEFAULT);
    return ticks;
}

/** How many ticks so much time takes, rounded up. */
uint32_t timer_ticks_in(uint32_t milliseconds)
{
    return milliseconds / 1000 * rate + (milliseconds % 1000 * rate + 999) / 1000;
}
