/*
 * A timer interrupt whose vector lies beyond the limit of the interrupt table: that is #GP, which
 * has no gate either, #DF likewise, and so a triple fault (Intel SDM 3A, interrupt 8).
 */
#include "real.inc"

    begin
    init_pics (1 << IRQ_TIMER)
    start_pit PIT_ONE_SHOT, PIT_100_HZ
    say text_waiting
    lidt no_table
    movw $0x1234, %dx
    sti
1:  jmp 1b

    routines

no_table:     .word 0, 0, 0
text_waiting: .asciz "waiting for an interrupt that has no gate\n"
    boot_signature
