/*
 * The hypercall ports tell that they are there, and a port that nobody claims reads as all ones. A
 * string instruction reads as often as it is told, though a monitor may see but one exit of it.
 */
#include "real.inc"

#define TIMES 100

    begin
    say text_console
    inb $PORT_DEBUGCON, %al
    call put_byte
    say text_marks
    movw $PORT_MARKS, %dx
    inb %dx, %al
    call put_byte
    say text_nobody
    movw $0x5678, %dx
    inb %dx, %al
    call put_byte
    say text_string
    call count_string
    call put_number
    movw $PORT_MARKS, %dx
    movw $mark, %si
    movw $5, %cx
    rep outsb
    end_with 42

put_byte:
    movzbl %al, %eax
    jmp put_number

/* %eax: how many of TIMES bytes, read by one instruction, were right. */
count_string:
    movw $PORT_DEBUGCON, %dx
    movw $buffer, %di
    movw $TIMES, %cx
    rep insb
    movw $buffer, %si
    movw $TIMES, %cx
    xorl %ebx, %ebx
1:  lodsb
    cmpb $DEBUGCON_PRESENT, %al
    jne 2f
    incl %ebx
2:  loop 1b
    movl %ebx, %eax
    ret

    routines

text_console: .asciz "0xe9 reads "
text_marks:   .asciz "0x1e9 reads "
text_nobody:  .asciz "0x5678 reads "
text_string:  .asciz "0xe9 by REP INSB, right of 100: "
mark:         .ascii "mark\n"
buffer:       .skip TIMES
    boot_signature
