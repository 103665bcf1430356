/* Prints for ever, as fast as it can. */
#include "real.inc"

    begin
1:  movw $line, %si
    movw $(line_end - line), %cx
    movw $PORT_DEBUGCON, %dx
    rep outsb
    jmp 1b

    routines

line:     .ascii "all work and no play makes a dull guest, all work and no play\n"
line_end:
    boot_signature
