/* Everything a program must not do, one at a time. None of these comes back. */
#include "program.h"

#include "user/os1k.h"

/* Where an address comes from, the compiler need not know. */
static volatile uint32_t *at(uintptr_t address)
{
    __asm__("" : "+r"(address));
    return (volatile uint32_t *)address;
}

void fault_null(const struct request *request)
{
    (void)request;
    (void)*at(0);
}

void fault_kernel_read(const struct request *request)
{
    (void)request;
    (void)*at(0x100000);
}

void fault_kernel_write(const struct request *request)
{
    (void)request;
    *at(0x100000) = 0;
}

void fault_text_write(const struct request *request)
{
    (void)request;
    *at((uintptr_t)fault_text_write) = 0;
}

/* Each call keeps a page, and uses it after the next, so that it is no jump. */
static uint32_t use_stack(uint32_t depth)
{
    volatile uint32_t page[OS_PAGE_SIZE / sizeof(uint32_t)];
    page[0] = depth;
    return (depth == UINT32_MAX ? 0 : use_stack(depth + 1)) + page[0];
}

void fault_stack(const struct request *request)
{
    (void)request;
    (void)use_stack(0);
}

void fault_divide(const struct request *request)
{
    (void)request;
    uint32_t low = 1, high = 0;
    __asm__ volatile("divl %2" : "+a"(low), "+d"(high) : "r"(0));
}

void fault_breakpoint(const struct request *request)
{
    (void)request;
    __asm__ volatile("int3");
}

void fault_opcode(const struct request *request)
{
    (void)request;
    __asm__ volatile("ud2");
}

void fault_privileged(const struct request *request)
{
    (void)request;
    __asm__ volatile("cli");
}

void fault_port(const struct request *request)
{
    (void)request;
    __asm__ volatile("outb %%al, $0xf4" : : "a"(0));
}

void fault_interrupt(const struct request *request)
{
    (void)request;
    __asm__ volatile("int $0x21"); /* the keyboard's vector */
}
