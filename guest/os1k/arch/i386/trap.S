/* Every way into the kernel, and the one way back. */
#include "layout.h"

/* A stub for each vector, 16 bytes apart; 8, 10-14, 17, 21, 29 and 30 come with an error code. */
    .text
    .balign 16
    .globl trap_stubs
trap_stubs:
    .set vector, 0
    .rept VECTOR_SYSCALL + 1
    .balign 16
    .if vector >= VECTOR_IRQ || !((0x60227d00 >> (vector & 31)) & 1)
    push $0
    .endif
    push $vector
    jmp enter
    .set vector, vector + 1
    .endr

enter:
    pusha
    mov $USER_DS, %eax              /* whatever the program made of them */
    mov %eax, %ds
    mov %eax, %es
    cld
    push %esp                       /* trap()'s argument: the frame */
    call trap
    pop %eax
leave:
    popa
    add $8, %esp                    /* vector, error code */
    iret

    .globl trap_return
trap_return:
    mov 4(%esp), %esp
    jmp leave
