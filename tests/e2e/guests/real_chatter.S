/*
 * Prints a hundred lines and a prompt, computes without an exit until a key is pressed, and begins
 * anew. With `q` it ends.
 */
#include "real.inc"

#define LINES    100
#define RELEASED 0x80 /* in a scan code */
#define KEY_Q    0x10 /* scan code set 1 */

    begin
    set_vector VECTOR_BASE + IRQ_KEYBOARD, on_key
    init_pics (1 << IRQ_KEYBOARD)
    sti
1:  movw $LINES, %dx
2:  say text_line
    decw %dx
    jnz 2b
    say text_prompt
    movb $0, key
3:  cmpb $0, key
    je 3b
    cmpb $KEY_Q, key
    jne 1b
    end_with 0

on_key:
    pushw %ax
    inb $PORT_KEYBOARD_DATA, %al
    testb $RELEASED, %al
    jnz 1f
    movb %al, key
1:  write PORT_PIC_MASTER, PIC_EOI
    popw %ax
    iret

    routines
text_line:   .asciz "chatter\n"
text_prompt: .asciz "ready> "
key: .byte 0
    boot_signature
