/*
 * Time, in ticks of the 8254's counter 0. It stands still until the program starts it: a benchmark
 * that never does is never interrupted.
 */
#include "abi/ports.h"
#include "kernel.h"

/* Control words: counter 0, low byte then high, modes 2 and 0. */
enum { RATE_GENERATOR = 0x34, ONE_SHOT = 0x30 };
enum { RATE_MIN = 19, RATE_MAX = 1000 };

uint32_t timer_ticks;
static uint64_t ticked_at; /* on the time-stamp counter */

static void tick(unsigned line)
{
    (void)line;
    ticked_at = __builtin_ia32_rdtsc();
    timer_ticks++;
}

bool timer_start(uint32_t hz)
{
    if (hz < RATE_MIN || hz > RATE_MAX)
        return false;
    uint32_t divisor = (PIT_HZ + hz / 2) / hz;
    outb(PORT_PIT_CONTROL, RATE_GENERATOR);
    outb(PORT_PIT, (uint8_t)divisor);
    outb(PORT_PIT, (uint8_t)(divisor >> 8));
    irq_enable(IRQ_TIMER, tick);
    return true;
}

/**
 * Has the timer tick once more, so many pulses of its input from now, sleeps until then, and leaves
 * it stopped. A tick of before that is still due would be taken for this one.
 * @param tsc  receives the time-stamp counter, just before the count is complete and at the tick
 */
void timer_oneshot(uint16_t count, uint64_t tsc[2])
{
    uint32_t before = timer_ticks;
    irq_enable(IRQ_TIMER, tick);
    outb(PORT_PIT_CONTROL, ONE_SHOT);
    outb(PORT_PIT, (uint8_t)count);
    tsc[0] = __builtin_ia32_rdtsc();
    outb(PORT_PIT, (uint8_t)(count >> 8));
    while (timer_ticks == before)
        wait_for_interrupt();
    tsc[1] = ticked_at;
}
