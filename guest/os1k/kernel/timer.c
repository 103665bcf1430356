/*
 * Time, in ticks of the 8254's counter 0. It stands still until someone asks for it: a benchmark
 * that never does is never interrupted.
 */
#include "abi/ports.h"
#include "kernel.h"

/* Control words: counter 0, low byte then high, modes 2 and 0. */
enum { RATE_GENERATOR = 0x34, ONE_SHOT = 0x30 };
enum { RATE_MIN = 19, RATE_MAX = 1000, RATE_DEFAULT = 100 };

static uint32_t rate, ticks; /* rate 0: not started */
static uint64_t ticked_at;   /* on the time-stamp counter */

void timer_interrupt(void)
{
    ticked_at = __builtin_ia32_rdtsc();
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

/**
 * Has the timer tick once more, so many pulses of its input from now, sleeps until then, and leaves
 * it stopped. It must have been started, else no tick would come.
 * @param tsc  receives the time-stamp counter, just before the count is complete and at the tick
 */
bool timer_oneshot(uint16_t count, uint64_t tsc[2])
{
    uint32_t before = ticks;
    if (rate == 0)
        return false;
    rate = 0;
    outb(PORT_PIT_CONTROL, ONE_SHOT);
    outb(PORT_PIT, (uint8_t)count);
    tsc[0] = __builtin_ia32_rdtsc();
    outb(PORT_PIT, (uint8_t)(count >> 8));
    while (ticks == before)
        wait_for_interrupt();
    tsc[1] = ticked_at;
    return true;
}
