/*
 * String I/O between ports and addresses without memory, over its edges, and with a count that
 * only an end stops: each byte must be read from nowhere and written to nowhere, and no more.
 */
#include "flat.inc"

#define NOWHERE 0xc0000000

    multiboot
    .globl _start
_start:
    cld
    movl $stack_top, %esp
    movl $NOWHERE, %edi
    movl $300, %ecx
    movl $PORT_DEBUGCON, %edx
    rep insb
    movl $NOWHERE, %esi
    movl $300, %ecx
    movl $0x1234, %edx
    rep outsl
    movl $(0x1000000 - 8), %edi /* the last 8 bytes of 16 MiB, and on */
    movl $16, %ecx
    rep insw
    movl $(0x1000000 - 6), %esi
    movl $16, %ecx
    rep outsl
    std
    movl $4, %edi /* downwards, over address 0 */
    movl $8, %ecx
    rep insl
    say text_done
    end_with 0

    string text_done, "strings\n"
    .bss
    .skip 4096
stack_top:
