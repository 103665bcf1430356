/*
 * Tries every hypercall: the ports that this project's monitor and QEMU both answer
 * (docs/contract.md). What the guest can check itself it checks; what only a reader can, it says.
 * Ends with the number of failed checks as its status. All accesses are bytes: wider ones are split
 * by our bus, as on an ISA bus, but ignored by QEMU's isa-debugcon.
 */
#include "real.inc"

#define PORT_NOBODY 0x2e9
#define ABSENT      0xff

        BOOT_SECTOR
        xor     %bp, %bp                /* failed checks */

        PUT_STRING putchar              /* each byte by an OUT of its own */
        call    end_line

        mov     $string, %si            /* a whole string by one instruction */
        mov     $(string_end - string), %cx
        mov     $PORT_DEBUGCON, %dx
        rep     outsb
        call    end_line

        mov     $console, %si           /* a console says that it is there when read */
        mov     $PORT_DEBUGCON, %dx
        mov     $DEBUGCON_PRESENT, %bl
        call    check
        mov     $marks, %si             /* so does the mark stream, but it may be absent */
        mov     $PORT_MARKS, %dx
        in      %dx, %al
        cmp     $ABSENT, %al
        jne     1f
        mov     $no_marks, %si
        mov     %al, %bl
1:      call    check
        mov     $nobody, %si            /* where nobody is, the bus floats high */
        mov     $PORT_NOBODY, %dx
        mov     $ABSENT, %bl
        call    check

        PUT_STRING exit
        call    end_line
        mov     %bp, %ax
        EXIT

/* check: prints %si, and whether port %dx reads %bl. Destroys %al, %cx and %si. */
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
no_marks: .asciz "port 0x1e9 is absent: "
nobody: .asciz  "port 0x2e9 answers nothing: "
ok:     .asciz  "ok"
failed: .asciz  "FAILED"
exit:   .asciz  "hypercall exit: the status is the number of failures"
        END_SECTOR
