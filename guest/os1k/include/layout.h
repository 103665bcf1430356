/*
 * Where things lie. Nothing but macros, for assembly sources read them too.
 *   0x00000000  the kernel's half: physical memory at its own addresses
 *   0x40000000  the program's: text, data, zeroed data, then what it maps
 *   0x80000000  the end of the program's stack, which grows down
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#define PAGE_SIZE       4096
#define USER_BASE       0x40000000
#define USER_END        0x80000000
#define USER_STACK_SIZE 0x40000

#define KERNEL_CS 0x08
#define KERNEL_DS 0x10
#define USER_CS   (0x18 | 3)
#define USER_DS   (0x20 | 3)
#define TSS       0x28

#define VECTOR_IRQ     0x20 /* interrupt lines 0-15 follow the 32 exceptions */
#define VECTOR_SYSCALL 0x80 /* the last one that has a gate */

#endif
