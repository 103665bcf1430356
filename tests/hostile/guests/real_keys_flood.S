/*
 * Every command to the keyboard controller and every byte to its data port, many times over, with
 * no answer read until the end; but for those that reset the machine: real_reset.S has one.
 */
#include "real.inc"

#define ROUNDS        8
#define WRITE_OUTPUT  0xd1 /* its data byte's bit 0 is the reset line */
#define FIRST_PULSE   0xf0 /* pulses of output lines, the reset line among them */

    begin
    movw $ROUNDS, %bp
round:
    xorw %bx, %bx
next:
    cmpb $WRITE_OUTPUT, %bl
    je 1f
    cmpb $FIRST_PULSE, %bl
    jae 1f
    movb %bl, %al
    outb %al, $PORT_KEYBOARD_STATUS
1:  movb %bl, %al
    outb %al, $PORT_KEYBOARD_DATA
    notb %al
    outb %al, $PORT_KEYBOARD_DATA
    incb %bl
    jnz next
    decw %bp
    jnz round
    movw $4000, %cx
2:  inb $PORT_KEYBOARD_DATA, %al
    inb $PORT_KEYBOARD_STATUS, %al
    loop 2b
    say text_done
    end_with 0

    routines

text_done: .asciz "flooded\n"
