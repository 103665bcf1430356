/*
 * The prime numbers below 1000 by the sieve of Eratosthenes, 12 to a line, four lines a second, then
 * how many there are; status 0.
 */
#include "real.inc"

#define LIMIT    1000
#define PER_LINE 12
#define LINES_PER_SECOND 4
#define TICKS_PER_SECOND 100
#define FLAGS    0x1000                 /* a byte a number, below the stack: 1 is "composite" */

        BOOT_SECTOR
        START_TICKS TICKS_PER_SECOND
        mov     $FLAGS, %di             /* all flags down */
        xor     %al, %al
        mov     $LIMIT, %cx
        rep     stosb

        xor     %bp, %bp                /* how many primes */
        mov     $2, %si                 /* the number looked at */
number: cmpb    $0, FLAGS(%si)
        jne     next
        call    print
        mov     %si, %di                /* a prime: its multiples are not */
1:      add     %si, %di
        cmp     $LIMIT, %di
        jae     next
        movb    $1, FLAGS(%di)
        jmp     1b
next:   inc     %si
        cmp     $LIMIT, %si
        jb      number

        PUT_CHAR '\n'
        movzwl  %bp, %eax
        call    put_decimal
        PUT_STRING text
        PUT_CHAR '\n'
        xor     %al, %al
        EXIT

/* print: counts the prime in %si and prints it, four characters wide. Destroys %eax to %edx. */
print:  mov     $' ', %al
        out     %al, $PORT_DEBUGCON
        cmp     $100, %si
        jae     1f
        out     %al, $PORT_DEBUGCON
        cmp     $10, %si
        jae     1f
        out     %al, $PORT_DEBUGCON
1:      movzwl  %si, %eax
        call    put_decimal
        inc     %bp
        mov     %bp, %ax
        mov     $PER_LINE, %bl
        div     %bl
        test    %ah, %ah                /* the remainder: 0 at the end of a line */
        jnz     2f
        PUT_CHAR '\n'
        mov     $TICKS_PER_SECOND / LINES_PER_SECOND, %cx
        call    wait_ticks
2:      ret

        USE_PUT_STRING
        USE_PUT_DECIMAL
        USE_TICKS

text:   .asciz  " primes below 1000"
        END_SECTOR
