/* Prints for ever and never ends its line. */
#include "real.inc"

    begin
    movw $PORT_DEBUGCON, %dx
1:  movw $0x7c00, %si
    movw $text, %si
    movw $(text_end - text), %cx
    rep outsb
    jmp 1b

text: .ascii "and another thing, "
text_end:
