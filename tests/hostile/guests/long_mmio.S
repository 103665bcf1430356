/*
 * A look at, and a write to, every 256 KiB from the end of memory to 4 GiB, in every width, the
 * places of APICs and firmware among them, then 16 bytes at once and pairs that straddle pages.
 */
#include "long.inc"

#define MEMORY 0x1000000
#define STEP   0x40000

    begin
    movl $MEMORY, %ebx
next:
    movb (%rbx), %al
    movw 1(%rbx), %ax
    movl 3(%rbx), %eax
    movq 5(%rbx), %rax
    cmpq $-1, %rax
    jne wrong
    movb %al, (%rbx)
    movw %ax, 1(%rbx)
    movl %eax, 3(%rbx)
    movq $0, 0xffc(%rbx)
    addl $STEP, %ebx
    jnc next
    movq %cr4, %rax
    orl $0x200, %eax /* OSFXSR: 16-byte registers may be used */
    movq %rax, %cr4
    movl $0xe0000ff8, %ebx
    movups (%rbx), %xmm0
    movups %xmm0, (%rbx)
    say text_done
    end_with 0
wrong:
    say text_wrong
    end_with 1

    string text_done, "all ones\n"
    string text_wrong, "wrong\n"
    tables
