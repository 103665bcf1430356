/*
 * The multiplication table from 2x1 to 9x9, a line for each left factor, and ends with status 0.
 */
#include "real.inc"

        BOOT_SECTOR
        mov     $2, %bp                 /* left factor */
row:    mov     $1, %di                 /* right factor */
product:
        mov     %bp, %ax
        call    put_digit
        PUT_CHAR 'x'
        mov     %di, %ax
        call    put_digit
        PUT_CHAR '='
        mov     %bp, %ax
        imul    %di, %ax
        call    put_padded
        inc     %di
        cmp     $9, %di
        ja      1f
        PUT_CHAR ' '
        PUT_CHAR ' '
        jmp     product
1:      call    end_line
        inc     %bp
        cmp     $9, %bp
        jbe     row
        xor     %al, %al
        EXIT

/* put_padded: prints %ax, less than 100, two characters wide. Destroys %ax and %bl. */
put_padded:
        mov     $10, %bl
        div     %bl                     /* quotient in %al, remainder in %ah */
        test    %al, %al
        jnz     1f
        mov     $(' ' - '0'), %al       /* no tens: a blank in their place */
1:      call    put_digit
        mov     %ah, %al
put_digit:                              /* prints %al, less than 10 */
        add     $'0', %al
        out     %al, $PORT_DEBUGCON
        ret

        USE_END_LINE
        END_SECTOR
