/* What is particular to long mode. */
#ifndef ARCH_H
#define ARCH_H

#include <stdint.h>

typedef uint64_t pte_t; /* four levels of tables, 512 entries each (SDM 3A, "4-Level Paging") */
#define PAGE_LEVELS     4
#define PAGE_INDEX_BITS 9

#define GATE_QUADS 2 /* the second is 0 below 4 GB (SDM 3A, "64-Bit Mode IDT") */
#define TSS_WORD_2 0 /* the upper half of RSP0 (SDM 3A, "Task Management in 64-bit Mode") */

/* What trap.S leaves on the stack. */
struct trap_frame {
    uint64_t r15, r14, r13, r12, r11, r10, r9, r8, di, si, bp, bx, dx, cx, ax;
    uint64_t vector, error, ip, cs, flags, sp, ss;
};
#define FRAME_WORDS(frame) 22
#define FRAME_NAMES                                                                                \
    "r15", "r14", "r13", "r12", "r11", "r10", "r9", "r8", "rdi", "rsi", "rbp", "rbx", "rdx",       \
        "rcx", "rax", "vector", "error", "rip", "cs", "rflags", "rsp", "ss"

#endif
