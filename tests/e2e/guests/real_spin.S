/* Computes for ever, with interrupts off. */
#include "real.inc"

    begin
    say text_spinning
spin:
    jmp spin

    routines

text_spinning: .asciz "spinning\n"
    boot_signature
