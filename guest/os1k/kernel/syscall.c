/*
 * What the program may ask for. Its memory stays mapped in the kernel, which uses an address from
 * it in place once process_owns() agreed.
 */
#include "abi/syscall.h"
#include "abi/ports.h"
#include "kernel.h"

static uintptr_t send(void (*write)(const char *, size_t), uintptr_t text, size_t size)
{
    size_t taken = size < TRANSFER_MAX ? size : TRANSFER_MAX;
    if (!process_owns(text, taken, false))
        return SYS_ERROR;
    write((const char *)text, taken);
    return taken;
}

/* Sleeps for so many ticks, or until a byte of input is there, which it takes. */
static uintptr_t wait(uint32_t ticks, bool for_input)
{
    uint32_t start = timer_ticks;
    int byte;
    while ((byte = for_input ? input_take() : -1) < 0) {
        if (timer_ticks - start >= ticks)
            return SYS_ERROR;
        wait_for_interrupt();
    }
    return (uintptr_t)byte;
}

uintptr_t syscall(uintptr_t number, uintptr_t a, uintptr_t b)
{
    switch (number) {
    case SYS_POWER_OFF:
        power_off((uint8_t)a);
    case SYS_WRITE:
        return send(console_write, a, b);
    case SYS_MARK:
        return send(marks_write, a, b);
    case SYS_GETCHAR:
    case SYS_SLEEP:
        return wait((uint32_t)a, number == SYS_GETCHAR);
    case SYS_TICKS:
        return timer_ticks;
    case SYS_TICK_RATE:
        return timer_start((uint32_t)a) ? 0 : SYS_ERROR;
    case SYS_MAP:
        return process_map(a);
    case SYS_UNMAP:
        return process_unmap(a) ? 0 : SYS_ERROR;
    case SYS_NULL:
        return a + 1;
    case SYS_HYPERCALL:
        for (size_t i = 0; i < b && i < TRANSFER_MAX; i++)
            outb(PORT_POST, (uint8_t)(a + i));
        return b < TRANSFER_MAX ? b : TRANSFER_MAX;
    case SYS_ONESHOT:
        if (!process_owns(b, 2 * sizeof(uint64_t), true))
            break;
        timer_oneshot((uint16_t)a, (uint64_t *)b);
        return 0;
    case SYS_TYPE:
        input_type((uint8_t)a);
        return 0;
    case SYS_FLUSH:
        tlb_flush();
        return 0;
    }
    return SYS_ERROR;
}
