/*
 * A guest that minds its own business: fills 64 KiB, sleeps through a few timer interrupts at a
 * time, prints a line, and sees to it that its memory is what it was.
 */
#include "real.inc"

#define FIELD 0x2000 /* segment of the memory it keeps */
#define LINES 5
#define TICKS 6 /* of 100 Hz, from line to line */

    begin
    init_pics (1 << IRQ_TIMER)
    set_vector VECTOR_BASE, tick
    movw $FIELD, %ax
    movw %ax, %es
    xorw %di, %di
    movw $0x8000, %cx
    movw $0x5aa5, %ax
    rep stosw
    start_pit PIT_RATE, PIT_100_HZ
    xorw %bp, %bp
1:  movb $TICKS, ticks
2:  cli
    cmpb $0, ticks
    je 3f
    sti
    hlt
    jmp 2b
3:  sti
    say text_line
    movw %bp, %ax
    addb $'0', %al
    outb %al, $PORT_DEBUGCON
    write PORT_DEBUGCON, '\n'
    incw %bp
    cmpw $LINES, %bp
    jb 1b
    movw $0x8000, %cx
    xorw %di, %di
    movw $0x5aa5, %ax
    repe scasw
    jne 4f
    say text_intact
    end_with 0
4:  say text_broken
    end_with 1

tick:
    pushw %ax
    cmpb $0, ticks
    je 1f
    decb ticks
1:  write PORT_PIC_MASTER, PIC_EOI
    popw %ax
    iret

    routines

ticks:       .byte 0
text_line:   .asciz "line "
text_intact: .asciz "intact\n"
text_broken: .asciz "broken\n"
