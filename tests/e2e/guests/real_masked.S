/*
 * A line that is masked in the 8259A waits for its unmasking, and then arrives once. IF is set all
 * the time.
 */
#include "real.inc"

    begin
    set_vector VECTOR_BASE + IRQ_TIMER, on_timer
    init_pics 0
    start_pit PIT_ONE_SHOT, PIT_100_HZ
    sti
    movb $(1 << IRQ_TIMER), %bl
    call wait_request
    xorw %cx, %cx
1:  loop 1b
    say text_masked
    movl count, %eax
    call put_number

    write PORT_PIC_MASTER + 1, ~(1 << IRQ_TIMER) & 0xff
    movw $100, %cx
2:  loop 2b
    say text_unmasked
    movl count, %eax
    call put_number
    end_with 0

on_timer:
    pushw %ax
    incl count
    write PORT_PIC_MASTER, PIC_EOI
    popw %ax
    iret

    routines

count:         .long 0
text_masked:   .asciz "interrupts while the line is masked: "
text_unmasked: .asciz "interrupts once it is unmasked: "
    boot_signature
