/* The system calls of 1K OS, as functions. */
#include "os1k.h"

#include "lib/print.h"

uintptr_t os_call(uintptr_t number, uintptr_t first, uintptr_t second)
{
    uintptr_t result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(first), "c"(second) : "memory");
    return result;
}

/* The kernel takes TRANSFER_MAX bytes at a time, so that interrupts come through in between. */
static void send(uintptr_t number, const char *text, size_t size)
{
    while (size > 0) {
        uintptr_t taken = os_call(number, (uintptr_t)text, size);
        if (taken == SYS_ERROR)
            return;
        text += taken;
        size -= taken;
    }
}

void os_write(const char *text, size_t size)
{
    send(SYS_WRITE, text, size);
}

void os_mark(const char *text, size_t size)
{
    send(SYS_MARK, text, size);
}

uint32_t os_null_call(uint32_t value)
{
    return (uint32_t)os_call(SYS_NULL, value, 0);
}

void *os_map(size_t bytes)
{
    uintptr_t address = os_call(SYS_MAP, bytes, 0);
    return address == SYS_ERROR ? NULL : (void *)address;
}

void os_unmap(void *address, size_t bytes)
{
    (void)bytes; /* the kernel remembers */
    os_call(SYS_UNMAP, (uintptr_t)address, 0);
}

int os_hypercall(uint32_t count)
{
    for (uint32_t done = 0; done < count;)
        done += (uint32_t)os_call(SYS_HYPERCALL, done, count - done);
    return 0;
}

_Noreturn void os_power_off(int status)
{
    for (;;)
        os_call(SYS_POWER_OFF, (uintptr_t)status, 0);
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

void print(const char *format, ...)
{
    char text[256];
    va_list values;
    va_start(values, format);
    os_write(text, format_text(text, sizeof text, format, values));
    va_end(values);
}
