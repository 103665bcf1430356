/*
 * Every control word the timer can be given, each followed by counts that make no sense for it
 * (0, 1, digits that are not decimal) and by reads of all counters in the middle of things. Some let
 * the timer tick faster than a slow host can handle it: so a tick leaves interrupts off until the next
 * control word, or the guest would do nothing but handle ticks, as on any PC.
 */
#include "real.inc"

    begin
    init_pics (1 << IRQ_TIMER)
    set_vector VECTOR_BASE, tick
    xorw %bx, %bx
next:
    sti
    movb %bl, %al
    outb %al, $PORT_PIT_CONTROL
    movw $PORT_PIT, %dx
1:  movb $0, %al
    outb %al, %dx
    movb $1, %al
    outb %al, %dx
    inb %dx, %al
    movb $0xff, %al
    outb %al, %dx
    inb %dx, %al
    incw %dx
    cmpw $PORT_PIT_CONTROL, %dx
    jb 1b
    inb %dx, %al
    xorb $3, %bl
    movb %bl, %al
    outb %al, $PORT_SYSTEM_B
    xorb $3, %bl
    inb $PORT_SYSTEM_B, %al
    incb %bl
    jnz next
    cli
    say text_done
    end_with 0
tick:
    pushw %bp
    movw %sp, %bp
    andw $~(1 << 9), 6(%bp) /* IF in FLAGS, above BP, IP and CS */
    popw %bp
    pushw %ax
    write PORT_PIC_MASTER, PIC_EOI
    popw %ax
    iret

    routines

text_done: .asciz "256 control words\n"
