#include "user/os1k.h"

int os_is_1k(void)
{
    return os_call(SYS_NULL, 0, 0) != SYS_ERROR;
}

_Noreturn void os_power_off(int status)
{
    for (;;)
        os_call(SYS_POWER_OFF, (uintptr_t)status, 0);
}

int os_hypercall(uint32_t count)
{
    for (uint32_t done = 0; done < count;) {
        uintptr_t written = os_call(SYS_HYPERCALL, done, count - done);
        if (written == SYS_ERROR)
            return -1;
        done += (uint32_t)written;
    }
    return 0;
}

void os_flush(void)
{
    os_call(SYS_FLUSH, 0, 0);
}

/* The kernel counts ticks; how long they are is known here. */
static uint32_t tick_hz; /* 0: the timer stands still */

int os_tick_rate(uint32_t hz)
{
    if (os_call(SYS_TICK_RATE, hz, 0) == SYS_ERROR)
        return -1;
    tick_hz = hz;
    return 0;
}

static void start_timer(void)
{
    if (tick_hz == 0)
        os_tick_rate(TICK_HZ_DEFAULT);
}

/* How many ticks so much time takes, rounded up. */
static uint32_t ticks_in(uint32_t milliseconds)
{
    if (milliseconds == 0 || milliseconds == WAIT_FOREVER)
        return milliseconds;
    start_timer();
    return milliseconds / 1000 * tick_hz + (milliseconds % 1000 * tick_hz + 999) / 1000;
}

uint32_t os_ticks(void)
{
    start_timer();
    return (uint32_t)os_call(SYS_TICKS, 0, 0);
}

void os_sleep(uint32_t milliseconds)
{
    os_call(SYS_SLEEP, ticks_in(milliseconds), 0);
}

/* Started first, at its slowest, the timer cannot have a tick left from what it did before: that
 * one arrives between the two calls. */
int os_oneshot(uint16_t count, uint64_t tsc[2])
{
    if (os_tick_rate(TICK_HZ_MIN) < 0 || os_call(SYS_ONESHOT, count, (uintptr_t)tsc) == SYS_ERROR)
        return -1;
    tick_hz = 0;
    return 0;
}

void os_stop_timer(void)
{
    uint64_t unused[2];
    os_oneshot(1, unused);
}

static int put_back = OS_NO_KEY;

void os_ungetchar(int byte)
{
    put_back = byte;
}

int os_getchar_within(uint32_t milliseconds)
{
    if (put_back != OS_NO_KEY) {
        int key = put_back;
        put_back = OS_NO_KEY;
        return key;
    }
    uintptr_t byte = os_call(SYS_GETCHAR, ticks_in(milliseconds), 0);
    return byte == SYS_ERROR ? OS_NO_KEY : (int)byte;
}

int os_getchar(void)
{
    int key;
    do {
        key = os_getchar_within(WAIT_FOREVER);
    } while (key == OS_NO_KEY);
    return key;
}

void os_drop_input(void)
{
    while (os_getchar_within(0) != OS_NO_KEY)
        ;
}

void os_type(uint8_t code)
{
    os_call(SYS_TYPE, code, 0);
}
