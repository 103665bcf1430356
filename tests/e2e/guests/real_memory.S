/*
 * Fills its memory from 64 KB to 256 KB with a pattern of its own (from the time-stamp counter),
 * waits, so that other VMs do the same meanwhile, and checks that nobody has touched it.
 */
#include "real.inc"

    begin
    set_vector VECTOR_BASE + IRQ_TIMER, on_timer
    init_pics (1 << IRQ_TIMER)
    rdtsc
    movl %eax, pattern
    movw $fill, step
    call each_segment
    say text_filled
    start_pit PIT_RATE, PIT_100_HZ
    sti
1:  hlt
    cmpw $50, ticks
    jb 1b
    cli
    movw $check, step
    call each_segment
    say text_intact
    end_with 0

    /* Calls `step` with ES:DI at the start of each of the three segments and ECX = 16384. */
each_segment:
    movw $0x1000, %bx
1:  movw %bx, %es
    xorw %di, %di
    movl pattern, %eax
    movw $0x4000, %cx
    call *step
    addw $0x1000, %bx
    cmpw $0x4000, %bx
    jne 1b
    ret

fill:
    rep stosl
    ret

check:
    repe scasl
    jne 1f
    ret
1:  say text_touched
    end_with 1

on_timer:
    pushw %ax
    incw ticks
    write PORT_PIC_MASTER, PIC_EOI
    popw %ax
    iret

    routines

pattern:      .long 0
step:         .word 0
ticks:        .word 0
text_filled:  .asciz "filled\n"
text_intact:  .asciz "intact\n"
text_touched: .asciz "touched by another\n"
    boot_signature
