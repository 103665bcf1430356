/*
 * Sends marks without end, each a line of one byte, while the timer runs at 100 Hz behind a masked
 * line: nothing of it reaches the guest, but the monitor has something to do a hundred times a
 * second.
 */
#include "real.inc"

    begin
    start_pit PIT_RATE, PIT_100_HZ
    movw $PORT_MARKS, %dx
    movb $'\n', %al
1:  outb %al, %dx
    jmp 1b
    boot_signature
