/*
 * The Fibonacci numbers that fit 32 bits, up to fib(47) = 2971215073, in steps; status 0. Real mode
 * has 32-bit registers too, since the 80386: only addresses are short.
 */
#include "real.inc"

        BOOT_SECTOR
        xor     %bp, %bp                /* n */
        xor     %esi, %esi              /* fib(n) */
        mov     $1, %edi                /* fib(n + 1) */
1:      push    %si
        PUT_STRING open
        movzwl  %bp, %eax
        call    put_decimal
        PUT_STRING close
        pop     %si
        mov     %esi, %eax
        call    put_decimal
        call    end_line
        inc     %bp
        xchg    %esi, %edi              /* step: (a, b) becomes (b, a + b); the carry is set */
        add     %esi, %edi              /* when fib(n + 1) no longer fits */
        cmp     $48, %bp
        jb      1b
        xor     %al, %al
        EXIT

        USE_PUT_STRING
        USE_PUT_DECIMAL
        USE_END_LINE

open:   .asciz  "fib("
close:  .asciz  ") = "
        END_SECTOR
