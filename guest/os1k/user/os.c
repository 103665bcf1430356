/* What user/os.h promises, kept by 1K OS. */
#include "user/os.h"

#include "abi/syscall.h"

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

/* UD1 is an instruction that will never be one (SDM 2B, UD). */
uint32_t os_exception(uint32_t value)
{
    __asm__ volatile("ud1 %0, %0" : "+a"(value));
    return value;
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
