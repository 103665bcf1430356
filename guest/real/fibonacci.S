/*
 * The Fibonacci numbers that fit 32 bits, up to fib(47) = 2971215073, ten lines a second; status 0.
 * Real mode has 32-bit registers too, since the 80386: only addresses are short.
 */
#include "real.inc"

#define LAST             47
#define LINES_PER_SECOND 10
#define TICKS_PER_SECOND 100

        BOOT_SECTOR
        START_TICKS TICKS_PER_SECOND
        xor     %bp, %bp                /* n */
        xor     %esi, %esi              /* fib(n) */
        mov     $1, %edi                /* fib(n + 1) */
1:      push    %si                     /* its low half: the strings are read by way of it */
        PUT_STRING open
        movzwl  %bp, %eax
        call    put_decimal
        PUT_STRING close
        pop     %si
        mov     %esi, %eax
        call    put_decimal
        PUT_CHAR '\n'
        mov     $TICKS_PER_SECOND / LINES_PER_SECOND, %cx
        call    wait_ticks
        inc     %bp
        xchg    %esi, %edi              /* step: (a, b) becomes (b, a + b); the last sum, fib(48), */
        add     %esi, %edi              /* does not fit, and is not printed */
        cmp     $LAST, %bp
        jbe     1b
        xor     %al, %al
        EXIT

        USE_PUT_STRING
        USE_PUT_DECIMAL
        USE_TICKS

open:   .asciz  "fib("
close:  .asciz  ") = "
        END_SECTOR
