/*
 * The hypercall ports tell that they are there, and a port that nobody claims reads as all ones.
 */
#include "real.inc"

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
    movw $PORT_MARKS, %dx
    movw $mark, %si
    movw $5, %cx
    rep outsb
    end_with 42

put_byte:
    movzbl %al, %eax
    jmp put_number

    routines

text_console: .asciz "0xe9 reads "
text_marks:   .asciz "0x1e9 reads "
text_nobody:  .asciz "0x5678 reads "
mark:         .ascii "mark\n"
    boot_signature
