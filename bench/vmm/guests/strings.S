/* Console output as 1K OS writes it: lines by one string instruction each. */
#include "measure.inc"

        BOOT_SECTOR
        mov     $PORT_DEBUGCON, %dx
        mov     %dx, %bp
        BEGIN_SPAN
1:      mov     $16, %bx
2:      mov     $line, %si
        mov     $(line_end - line), %cx
        mov     %bp, %dx                /* rdtsc takes %edx */
        rep outsb
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
