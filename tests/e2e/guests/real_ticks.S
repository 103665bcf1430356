/*
 * Counts timer interrupts at 100 Hz for a minute. When a tick has come from the 200th to the 219th
 * it prints a letter, a to t, and 6,000 ticks later another, A to T: the host's clock tells whether
 * there was one too many or too few. Two seconds pass before it begins, so that whoever watches is
 * ready. Several letters, for a tick may come late, and then the next ones need not.
 *
 * An interrupt that comes while interrupts are off is not the timer's doing. It does not count, and
 * at the end there is an exclamation mark for each.
 */
#include "real.inc"

#define FIRST   200
#define MINUTE  6000
#define LETTERS 20

#define FLAGS_IF 0x200

    begin
    set_vector VECTOR_BASE + IRQ_TIMER, on_timer
    init_pics (1 << IRQ_TIMER)
    start_pit PIT_RATE, PIT_100_HZ
    sti
    movw $FIRST, %bx
    movb $'a', %dl
    call count_letters
    movw $FIRST + MINUTE, %bx
    movb $'A', %dl
    call count_letters
    movw impossible, %cx
    jcxz 2f
1:  write PORT_DEBUGCON, '!'
    write PORT_DEBUGCON, '\n'
    loop 1b
2:  end_with 0

    /* Waits for LETTERS ticks from number %bx on, and prints a letter for each, from %dl on. */
count_letters:
    movw $LETTERS, %cx
1:  cmpw %bx, ticks
    jae 2f
    hlt
    jmp 1b
2:  movb %dl, %al
    outb %al, $PORT_DEBUGCON
    write PORT_DEBUGCON, '\n'
    incw %bx
    incb %dl
    loop 1b
    ret

on_timer:
    pushw %bp
    movw %sp, %bp
    pushw %ax
    testw $FLAGS_IF, 6(%bp) /* FLAGS lie above BP, IP and CS */
    jz 1f
    incw ticks
    jmp 2f
1:  incw impossible
2:  write PORT_PIC_MASTER, PIC_EOI
    popw %ax
    popw %bp
    iret

ticks: .word 0
impossible: .word 0
    boot_signature
