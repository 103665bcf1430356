/* Computes for ever while a timer interrupts it. */
#include "real.inc"

    begin
    init_pics (1 << IRQ_TIMER)
    set_vector VECTOR_BASE, tick
    start_pit PIT_RATE, PIT_100_HZ
    sti
1:  incl %ebx
    jmp 1b
tick:
    pushw %ax
    write PORT_PIC_MASTER, PIC_EOI
    popw %ax
    iret
