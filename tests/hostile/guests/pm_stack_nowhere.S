/* Calls with a stack where there is no memory: the return address reads as all ones. */
#include "flat.inc"

    multiboot
    .globl _start
_start:
    movl $0xd0000000, %esp
    call 1f
    ud2
1:  ret
