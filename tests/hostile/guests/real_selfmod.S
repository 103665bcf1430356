/* Changes the operand of its next instruction, 2,000 times, and adds up what that loads. */
#include "real.inc"

    begin
    xorl %eax, %eax
    movw $2000, %cx
1:  movw %cx, operand
    jmp 2f /* before changed code (Intel SDM 3A, "Handling Self- and Cross-Modifying Code") */
2:  .byte 0x66, 0xba /* movl $…, %edx */
operand: .long 0
    addl %edx, %eax
    loop 1b
    call put_number
    end_with 0

    routines
