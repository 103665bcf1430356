/* Every way into the kernel, and the one way back. */
#include "layout.h"
#include "trap_stubs.inc"

trap_enter:
    .irp register, rax, rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15
    push %\register
    .endr
    cld
    mov %rsp, %rdi                  /* trap()'s argument: the frame */
    call trap
    .globl trap_leave
trap_leave:
    .irp register, r15, r14, r13, r12, r11, r10, r9, r8, rdi, rsi, rbp, rbx, rdx, rcx, rax
    pop %\register
    .endr
    add $16, %rsp                   /* vector, error code */
    iretq
