/* Prints, writes half a mark, prints again, and crashes at once: a fault without any handler. */
#include "real.inc"

    begin
    say text_before
    movw $PORT_MARKS, %dx
    movw $half, %si
    movw $8, %cx
    rep outsb
    say text_after
    lidt no_table
    ud2

    routines

no_table:    .word 0, 0, 0
half:        .ascii "M1 0 end"
text_before: .asciz "before, "
text_after:  .asciz "after\n"
    boot_signature
