/*
 * A Multiboot kernel in 32-bit protected mode with an empty interrupt table: the first interrupt
 * ends in a triple fault.
 */
#include "ports.h"

    .section .text, "ax"
    .code32
    .align 4
    .long 0x1badb002, 0, -0x1badb002

    .globl _start
_start:
    cli
    movl $stack_top, %esp
    lidt no_table
    movl $text_end - text, %ecx
    movl $text, %esi
    movl $PORT_DEBUGCON, %edx
    rep outsb
    movl $0x600dcafe, %ebx
    int $0x40
1:  hlt
    jmp 1b

no_table: .word 0
          .long 0
text:     .ascii "raising an interrupt that has no gate\n"
text_end:

    .bss
    .skip 4096
stack_top:
