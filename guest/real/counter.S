/*
 * Counts from 0 to 9, one number a line, and ends with status 0.
 */
#include "real.inc"

        BOOT_SECTOR
        xor     %bp, %bp                /* the number */
1:      PUT_STRING text
        mov     %bp, %ax
        add     $'0', %al
        out     %al, $PORT_DEBUGCON
        call    end_line
        inc     %bp
        cmp     $10, %bp
        jb      1b
        xor     %al, %al
        EXIT

        USE_PUT_STRING
        USE_END_LINE

text:   .asciz  "count "
        END_SECTOR
