/* The instructions C has no words for. */
#ifndef X86_H
#define X86_H

#include <stddef.h>
#include <stdint.h>

static inline void outb(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline void outsb(uint16_t port, const void *data, size_t size)
{
    __asm__ volatile("rep outsb" : "+S"(data), "+c"(size) : "d"(port) : "memory");
}

static inline uint8_t inb(uint16_t port)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

static inline uintptr_t page_fault_address(void)
{
    uintptr_t address;
    __asm__ volatile("mov %%cr2, %0" : "=r"(address));
    return address;
}

static inline void tlb_flush(void)
{
    uintptr_t root;
    __asm__ volatile("mov %%cr3, %0; mov %0, %%cr3" : "=r"(root) : : "memory");
}

/** Sleeps for an interrupt. None slips in before HLT: STI acts one instruction late (SDM 2B). */
static inline void wait_for_interrupt(void)
{
    __asm__ volatile("sti; hlt; cli" : : : "memory");
}

#endif
