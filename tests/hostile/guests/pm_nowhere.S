/* Jumps to where there is no memory, in protected mode. */
#include "flat.inc"

    multiboot
    .globl _start
_start:
    movl $0xe0001234, %eax
    jmp *%eax
