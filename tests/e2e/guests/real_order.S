/*
 * Prints by the debug console, which takes bytes without an exit, and by the serial port, where
 * each is one, in turn: 1,000 times a digit by the one and a letter by the other. Then a last line
 * just before the end, and half a mark between.
 */
#include "real.inc"

    begin
    movw $1000, %cx
    movw $PORT_SERIAL, %dx
1:  movb $'0', %al
    outb %al, $PORT_DEBUGCON
    movb $'1', %al
    outb %al, $PORT_DEBUGCON
    movb $'a', %al
    outb %al, %dx
    loop 1b
    movw $PORT_MARKS, %dx
    movw $half, %si
    movw $8, %cx
    rep outsb
    say text_last
    end_with 7

    routines

half:      .ascii "M1 0 end"
text_last: .asciz "\nlast words"
    boot_signature
