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
    .irp register, rax, rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15
    push %\register
    .endr
    cld
    mov %rsp, %rdi                  /* trap()'s argument: the frame */
    call trap
leave:
    .irp register, r15, r14, r13, r12, r11, r10, r9, r8, rdi, rsi, rbp, rbx, rdx, rcx, rax
    pop %\register
    .endr
    add $16, %rsp                   /* vector, error code */
    iretq

    .globl trap_return
trap_return:
    mov %rdi, %rsp
    jmp leave
