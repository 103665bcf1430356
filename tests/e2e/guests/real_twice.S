/*
 * Counts timer interrupts that arrive while interrupts are off. A processor delivers none: the FLAGS
 * that it pushes have IF set, for only then does it take an interrupt. At about 1,100 Hz the
 * handler stays for some thousand instructions without an exit before it ends the interrupt, so
 * that whatever may befall a guest between its entry and its next exit has time to.
 */
#include "real.inc"

#define TICKS    2000
#define PERIOD   1100
#define LINGER   2000 /* passes of a loop */
#define FLAGS_IF 0x200

    begin
    set_vector VECTOR_BASE + IRQ_TIMER, on_timer
    init_pics (1 << IRQ_TIMER)
    start_pit PIT_RATE, PERIOD
1:  sti
    hlt
    cli
    cmpw $TICKS, ticks
    jb 1b
    write PORT_PIC_MASTER + 1, 0xff
    say interrupts
    movzwl ticks, %eax
    call put_number
    say impossible
    movzwl impossible_ticks, %eax
    call put_number
    end_with 0

on_timer:
    pushw %bp
    movw %sp, %bp
    pushw %ax
    pushw %cx
    incw ticks
    testw $FLAGS_IF, 6(%bp) /* FLAGS lie above BP, IP and CS */
    jnz 1f
    incw impossible_ticks
1:  movw $LINGER, %cx
2:  loop 2b
    write PORT_PIC_MASTER, PIC_EOI
    popw %cx
    popw %ax
    popw %bp
    iret

    routines
interrupts: .asciz "interrupts: "
impossible: .asciz "while off: "
ticks: .word 0
impossible_ticks: .word 0
    boot_signature
