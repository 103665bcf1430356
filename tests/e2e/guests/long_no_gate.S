/*
 * A Multiboot kernel, in a 32-bit file as the protocol wants it, that enters 64-bit mode with an
 * empty interrupt table and waits for the timer: its interrupt ends in a triple fault (Intel SDM
 * 3A, interrupt 8).
 */
#include "ports.h"

#define PAGE_PRESENT  1
#define PAGE_WRITABLE 2
#define PAGE_LARGE    0x80
#define CR4_PAE       0x20
#define CR0_PAGING    0x80000000
#define MSR_EFER      0xc0000080
#define EFER_LME      0x100

    .macro write port, value
    movb $\value, %al
    outb %al, $\port
    .endm

    .section .text, "ax"
    .code32
    .align 4
    .long 0x1badb002, 0, -0x1badb002

    /* Maps the first 2 MB one to one and enters the mode (SDM 3A, "Initializing IA-32e Mode"). */
    .globl _start
_start:
    cli
    movl $stack_top, %esp
    movl $(level3 + PAGE_PRESENT + PAGE_WRITABLE), level4
    movl $(level2 + PAGE_PRESENT + PAGE_WRITABLE), level3
    movl $(PAGE_PRESENT + PAGE_WRITABLE + PAGE_LARGE), level2
    movl $CR4_PAE, %eax
    movl %eax, %cr4
    movl $level4, %eax
    movl %eax, %cr3
    movl $MSR_EFER, %ecx
    rdmsr
    orl $EFER_LME, %eax
    wrmsr
    movl %cr0, %eax
    orl $CR0_PAGING, %eax
    movl %eax, %cr0
    lgdt table
    ljmp $8, $long_mode

    .code64
long_mode:
    movl $0x10, %eax
    movl %eax, %ss
    movl %eax, %ds
    movl %eax, %es
    movl $no_table, %eax
    lidt (%rax)
    movl $(text_end - text), %ecx
    movl $text, %esi
    movl $PORT_DEBUGCON, %edx
    rep outsb
    write PORT_PIC_MASTER, 0x11
    write PORT_PIC_MASTER + 1, 0x20
    write PORT_PIC_MASTER + 1, 4
    write PORT_PIC_MASTER + 1, 1
    write PORT_PIC_MASTER + 1, ~(1 << IRQ_TIMER) & 0xff
    write PORT_PIT_CONTROL, 0x34
    write PORT_PIT, 0
    write PORT_PIT, 0x10
    movl $0x600dcafe, %ebx
    sti
1:  hlt
    jmp 1b

    .align 8
descriptors:
    .quad 0, 0x00af9a000000ffff, 0x00cf92000000ffff
table:
    .word . - descriptors - 1
    .long descriptors, 0
no_table:
    .word 0
    .quad 0
text:
    .ascii "waiting for an interrupt that has no gate\n"
text_end:

    .bss
    .align 4096
level4:
    .skip 4096
level3:
    .skip 4096
level2:
    .skip 4096
    .skip 4096
stack_top:
