/* Sleeps for ever, with interrupts off: nothing can wake it. */
#include "real.inc"

    begin
    say text_halting
1:  hlt
    jmp 1b

    routines

text_halting: .asciz "halting\n"
    boot_signature
