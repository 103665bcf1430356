/* Every way into the kernel, and the one way back. */
#include "layout.h"
#include "trap_stubs.inc"

trap_enter:
    pusha
    mov $USER_DS, %eax              /* whatever the program made of them */
    mov %eax, %ds
    mov %eax, %es
    cld
    push %esp                       /* trap()'s argument: the frame */
    call trap
    pop %eax
    .globl trap_leave
trap_leave:
    popa
    add $8, %esp                    /* vector, error code */
    iret
