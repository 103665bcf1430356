/*
 * The smallest guest worth the name: says hello, one line at a time, and ends with status 0. What it
 * says is true on every host: whether a character is also an exit is the hypervisor's business.
 */
#include "real.inc"

        BOOT_SECTOR
        mov     $lines, %si
1:      call    put_string              /* leaves %si behind the string's zero byte */
        call    end_line
        cmpb    $0, (%si)               /* an empty string is the end */
        jne     1b
        xor     %al, %al
        EXIT

        USE_PUT_STRING
        USE_END_LINE

lines:  .asciz  "Hello, World!"
        .asciz  "I am a virtual machine of my own:"
        .asciz  "one processor, a memory nobody else can see,"
        .asciz  "16-bit real mode, 512 bytes of program,"
        .asciz  "and every character I print goes out by port 0xe9."
        .asciz  "Good-bye!"
        .asciz  ""
        END_SECTOR
