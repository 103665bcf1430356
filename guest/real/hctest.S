/*
 * Tries every hypercall: the ports that this project's monitor and QEMU both answer
 * (docs/contract.md). What the guest can check itself it checks; what only a reader can, it says.
 * Ends with the number of failed checks as its status.
 */
#include "real.inc"

        BOOT_SECTOR
        xor     %bp, %bp                /* failed checks */

        PUT_STRING putchar              /* each byte by an OUT of its own */
        call    end_line

        mov     $string, %si            /* a whole string by one instruction */
        mov     $(string_end - string), %cx
        mov     $PORT_DEBUGCON, %dx
        rep     outsb
        call    end_line

        mov     $console, %si           /* both consoles say who they are when read */
        mov     $PORT_DEBUGCON, %dx
        call    check_presence
        mov     $marks, %si
        mov     $PORT_MARKS, %dx
        call    check_presence

        mov     $nobody, %si            /* and where nobody is, the bus floats high */
        mov     $0x2e9, %dx
        mov     $0xff, %bl
        call    check

        PUT_STRING exit
        call    end_line
        mov     %bp, %ax
        EXIT

/* check_presence, check: prints %si, and whether port %dx reads the presence value (or %bl). */
check_presence:
        mov     $DEBUGCON_PRESENT, %bl
check:  call    put_string
        in      %dx, %al
        mov     $ok, %si
        cmp     %bl, %al
        je      1f
        mov     $failed, %si
        inc     %bp
1:      call    put_string
        jmp     end_line

        USE_PUT_STRING
        USE_END_LINE

putchar: .asciz "hypercall putchar: you are reading it"
string: .ascii  "hypercall putchar by rep outsb: the same"
string_end:
console: .asciz "port 0xe9 answers 0xe9: "
marks:  .asciz  "port 0x1e9 answers 0xe9: "
nobody: .asciz  "port 0x2e9 answers nothing: "
ok:     .asciz  "ok"
failed: .asciz  "FAILED"
exit:   .asciz  "hypercall exit: the status is the number of failures"
        END_SECTOR
