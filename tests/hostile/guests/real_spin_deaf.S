/* Computes for ever with interrupts off. */
#include "real.inc"

    begin
1:  incl %eax
    jmp 1b
