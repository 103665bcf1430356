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

int os_getchar(void)
{
    return os_getchar_within(WAIT_FOREVER);
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
    uintptr_t byte = os_call(SYS_GETCHAR, milliseconds, 0);
    return byte == SYS_ERROR ? OS_NO_KEY : (int)byte;
}

void os_sleep(uint32_t milliseconds)
{
    os_call(SYS_SLEEP, milliseconds, 0);
}

uint32_t os_ticks(void)
{
    return (uint32_t)os_call(SYS_TICKS, 0, 0);
}

int os_tick_rate(uint32_t hz)
{
    return os_call(SYS_TICK_RATE, hz, 0) == SYS_ERROR ? -1 : 0;
}

/* Started first, at its slowest, the timer cannot have a tick left from what it did before: that
 * one arrives between the two calls. */
int os_oneshot(uint16_t count, uint64_t tsc[2])
{
    if (os_tick_rate(TICK_HZ_MIN) < 0)
        return -1;
    return os_call(SYS_ONESHOT, count, (uintptr_t)tsc) == SYS_ERROR ? -1 : 0;
}
