/* What is particular to 32-bit protected mode. */
#ifndef ARCH_H
#define ARCH_H

#include <stdint.h>

typedef uint32_t pte_t; /* two levels of tables, 1024 entries each (SDM 3A, "32-Bit Paging") */
#define PAGE_LEVELS     2
#define PAGE_INDEX_BITS 10

#define GATE_QUADS 1         /* quadwords of a gate (SDM 3A, "IDT Descriptors") */
#define TSS_WORD_2 KERNEL_DS /* SS0 (SDM 3A, "Task-State Segment (TSS)") */

/* What trap.S leaves on the stack; the last two only when the trap came from ring 3. */
struct trap_frame {
    uint32_t di, si, bp, frame, bx, dx, cx, ax, vector, error, ip, cs, flags, sp, ss;
};
#define FRAME_WORDS(frame) ((frame)->cs & 3 ? 15 : 13)
#define FRAME_NAMES                                                                                \
    "edi", "esi", "ebp", "frame", "ebx", "edx", "ecx", "eax", "vector", "error", "eip", "cs",      \
        "eflags", "esp", "ss"

#endif
