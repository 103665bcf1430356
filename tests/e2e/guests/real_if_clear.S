/*
 * An interrupt for a guest whose IF is clear waits for its window: it must arrive neither before
 * STI, nor in the one instruction after it (Intel SDM 2B, STI), but then, and once. The window is
 * long, as a KVM that emulates this mode looks for interrupts only now and then.
 */
#include "real.inc"

    begin
    set_vector VECTOR_BASE + IRQ_TIMER, on_timer
    init_pics (1 << IRQ_TIMER)
    start_pit PIT_ONE_SHOT, PIT_100_HZ
    movb $(1 << IRQ_TIMER), %bl
    call wait_request
    xorw %cx, %cx
1:  loop 1b
    say text_clear
    movl count, %eax
    call put_number

    sti
    cli
    say text_shadow
    movl count, %eax
    call put_number

    sti
    xorw %cx, %cx
2:  loop 2b
    cli
    say text_set
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

count:       .long 0
text_clear:  .asciz "interrupts while IF is clear: "
text_shadow: .asciz "interrupts between STI and CLI: "
text_set:    .asciz "interrupts once IF is set: "
    boot_signature
