/* Console output byte by byte: an OUT instruction for each. */
#include "measure.inc"

        BOOT_SECTOR
        BEGIN_SPAN
1:      mov     $16, %bx
2:      mov     $line, %si
        mov     $(line_end - line), %cx
3:      lodsb
        out     %al, $PORT_DEBUGCON
        loop    3b
        dec     %bx
        jnz     2b
        DONE    16 * (line_end - line)
        WHILE_SPAN 1b
        REPORT
        USE_MEASURE
line:   .ascii  "a line of sixty-four bytes, of which there will be many, is this"
        .byte   '\n'
line_end:
        END_SECTOR
