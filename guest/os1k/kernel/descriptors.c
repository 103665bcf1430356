/* What the processor looks up at a trap: the vector's gate, and ring 0's stack in the TSS. */
#include "kernel.h"

enum { GATE_KERNEL = 0x8e, GATE_USER = 0xee, TSS_AVAILABLE = 0x89 }; /* present; DPL 0, 3, 0 */
enum { BREAKPOINT = 3, OVERFLOW = 4, STUB_SIZE = 16, TSS_WORDS = 26 };

extern uint64_t gdt[];
extern const char trap_stubs[], stack_top[];
static uint64_t idt[(VECTOR_SYSCALL + 1) * GATE_QUADS]; /* vectors beyond it: general protection */
static uint32_t tss[TSS_WORDS];

static void set_gate(unsigned vector)
{
    uintptr_t entry = (uintptr_t)trap_stubs + vector * STUB_SIZE;
    bool is_open = vector == BREAKPOINT || vector == OVERFLOW || vector == VECTOR_SYSCALL;
    uint64_t type = is_open ? GATE_USER : GATE_KERNEL;
    idt[vector * GATE_QUADS] =
        (entry & 0xffff) | KERNEL_CS << 16 | type << 40 | (uint64_t)(entry >> 16) << 48;
}

void descriptors_init(void)
{
    struct __attribute__((packed)) {
        uint16_t limit;
        uintptr_t base;
    } idt_pointer = {sizeof idt - 1, (uintptr_t)idt};
    for (unsigned vector = 0; vector <= VECTOR_SYSCALL; vector++)
        set_gate(vector);
    __asm__ volatile("lidt %0" : : "m"(idt_pointer));

    tss[1] = (uint32_t)(uintptr_t)stack_top;
    tss[2] = TSS_WORD_2;
    tss[TSS_WORDS - 1] = sizeof tss << 16; /* the I/O map at the limit: no ports for ring 3 */
    uint64_t base = (uintptr_t)tss;
    gdt[TSS / 8] = (sizeof tss - 1) | (base & 0xffffff) << 16 | (uint64_t)TSS_AVAILABLE << 40 |
                   base >> 24 << 56;
    __asm__ volatile("ltr %w0" : : "r"(TSS));
}
