/*
 * A clock: five lines, one a second, paced by the timer interrupt; status 0. Between two ticks the
 * processor sleeps.
 */
#include "real.inc"

#define TICKS_PER_SECOND 100
#define SECONDS          5

        BOOT_SECTOR
        START_TICKS TICKS_PER_SECOND
        xor     %bp, %bp                /* seconds */
second: mov     $TICKS_PER_SECOND, %cx
        call    wait_ticks
        inc     %bp
        PUT_STRING text
        movzwl  %bp, %eax
        call    put_decimal
        PUT_CHAR '\n'
        cmp     $SECONDS, %bp
        jb      second
        xor     %al, %al
        EXIT

        USE_TICKS
        USE_PUT_STRING
        USE_PUT_DECIMAL

text:   .asciz  "second "
        END_SECTOR
