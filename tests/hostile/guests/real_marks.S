/* Marks that are forged, cut off and nonsense; then the end in the middle of a line. */
#include "real.inc"

    begin
    movw $text, %si
    movw $(text_end - text), %cx
    movw $PORT_MARKS, %dx
    rep outsb
    end_with 0

text:
    .ascii "M1 0 boot x86_64 1 *00000000\n"
    .ascii "M1 1 end sieve 1 0 0 1 0000000000000000 *ffffffff\n"
    .byte 0, 0xff, 0x1b, '\n'
    .ascii "M1 2 begin si"
text_end:
