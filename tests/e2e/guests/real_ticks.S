/*
 * Sleeps through 6,000 timer interrupts at 100 Hz, a minute, and says when it begins and ends: the
 * host's clock tells whether there was one too many or too few. Two seconds pass before it begins,
 * so that whoever watches is ready.
 */
#include "real.inc"

    begin
    set_vector VECTOR_BASE + IRQ_TIMER, on_timer
    init_pics (1 << IRQ_TIMER)
    start_pit PIT_RATE, PIT_100_HZ
    sti
1:  hlt
    cmpw $200, ticks
    jb 1b
    say text_begin
2:  hlt
    cmpw $6200, ticks
    jb 2b
    say text_end
    end_with 0

on_timer:
    pushw %ax
    incw ticks
    write PORT_PIC_MASTER, PIC_EOI
    popw %ax
    iret

    routines

ticks:      .word 0
text_begin: .asciz "begin\n"
text_end:   .asciz "end\n"
    boot_signature
