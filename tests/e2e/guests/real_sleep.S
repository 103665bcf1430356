/* Sleeps for ever, ready to be woken, with every interrupt line masked. */
#include "real.inc"

    begin
    init_pics 0
    say text_sleeping
    sti
1:  hlt
    jmp 1b

    routines

text_sleeping: .asciz "sleeping\n"
    boot_signature
