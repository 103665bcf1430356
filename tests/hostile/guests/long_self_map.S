/*
 * Page tables that map themselves: the top table as its own last entry. Through that window the
 * guest reads its tables, and gives a page a second address.
 */
#include "long.inc"

#define WINDOW     0xfffffffffffff000 /* the top table, seen through itself four times */
#define SECOND     0xffff800000000000 /* entry 256 of the top table */

    begin
    movl $level4, %ebx
    leal (PAGE_OPEN - PAGE_USER)(%rbx), %eax
    movq %rax, 8 * 511(%rbx)
    movq %cr3, %rax
    movq %rax, %cr3
    movq $WINDOW, %rbx
    movl (%rbx), %eax
    andl $~0xfff, %eax
    cmpl $level3, %eax
    jne wrong
    movq (%rbx), %rax
    movq %rax, 8 * 256(%rbx) /* through the window: all memory once more */
    movl $place, %edi
    movabsq $SECOND, %rsi
    movl $0x600dcafe, (%rdi)
    cmpl $0x600dcafe, (%rsi,%rdi)
    jne wrong
    movl $0x12345678, (%rsi,%rdi)
    cmpl $0x12345678, (%rdi)
    jne wrong
    say text_done
    end_with 0
wrong:
    say text_wrong
    end_with 1

    string text_done, "mapped\n"
    string text_wrong, "wrong\n"
    .align 8
place: .quad 0
    tables
