/*
 * Counts the keys that are pressed during 2 s (200 ticks) and prints the number: a VM without the
 * keyboard must see none.
 */
#include "real.inc"

    begin
    set_vector VECTOR_BASE + IRQ_TIMER, on_timer
    set_vector VECTOR_BASE + IRQ_KEYBOARD, on_key
    init_pics (1 << IRQ_TIMER | 1 << IRQ_KEYBOARD)
    start_pit PIT_RATE, PIT_100_HZ
    say text_ready
    sti
1:  hlt
    cmpw $200, ticks
    jb 1b
    cli
    say text_keys
    movl keys, %eax
    call put_number
    end_with 0

on_timer:
    pushw %ax
    incw ticks
    jmp end_of_interrupt

    /* A make code; a break code has bit 7 set. */
on_key:
    pushw %ax
    inb $PORT_KEYBOARD_DATA, %al
    testb $0x80, %al
    jnz end_of_interrupt
    incl keys
end_of_interrupt:
    write PORT_PIC_MASTER, PIC_EOI
    popw %ax
    iret

    routines

keys:       .long 0
ticks:      .word 0
text_ready: .asciz "press keys\n"
text_keys:  .asciz "keys: "
    boot_signature
