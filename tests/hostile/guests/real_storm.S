/*
 * An interrupt that is never dealt with: the serial port's "transmitter empty" on a line made
 * level-triggered, so that each EOI brings the next at once. 2,000 of them, then the end.
 */
#include "real.inc"

#define PORT_ELCR    0x4d0
#define IER_THR      2
#define MCR_OUT2     8
#define STORM        2000

    begin
    init_pics (1 << IRQ_SERIAL)
    set_vector VECTOR_BASE + IRQ_SERIAL, ring
    movw $PORT_ELCR, %dx
    movb $(1 << IRQ_SERIAL), %al
    outb %al, %dx
    movw $(PORT_SERIAL + 4), %dx
    movb $MCR_OUT2, %al
    outb %al, %dx
    movw $(PORT_SERIAL + 1), %dx
    movb $IER_THR, %al
    outb %al, %dx
    xorw %bp, %bp
    sti
1:  hlt
    jmp 1b
ring: /* on a processor no instruction comes between IRET and the next one: the end is in here */
    incw %bp
    cmpw $STORM, %bp
    jae 2f
    write PORT_PIC_MASTER, PIC_EOI
    iret
2:  say text_done
    end_with 0

    routines

text_done: .asciz "2000 interrupts\n"
