/*
 * Memory beyond the end, up to what real mode can reach: every width, strings, read-modify-write,
 * and accesses that lie half in memory. Reads must float high, writes go nowhere.
 */
#include "real.inc"

#define LAST_SEGMENT 0x3000 /* its last byte is the last of 256 KiB */

    begin
    movw $0x4000, %bx /* the first segment without memory */
next:
    movw %bx, %fs
    movb %fs:0x10, %al
    movw %fs:0x7ffe, %ax
    movl %fs:0x8001, %eax
    cmpl $-1, %eax
    jne wrong
    movb %al, %fs:0x10
    movw %ax, %fs:0x1111
    movl $0, %fs:0x2222
    cmpl $-1, %fs:0x2222
    jne wrong
    incl %fs:0x3333
    lock xaddl %eax, %fs:0x4444
    xchgb %al, %fs:0x5555
    movw %bx, %es
    movw $0x100, %di
    movw $64, %cx
    rep stosw
    pushw %ds
    movw %bx, %ds
    xorw %si, %si
    movw $0x200, %di
    movw $64, %cx
    rep movsb
    popw %ds
    addw $0x1000, %bx
    jnz next
    movw $LAST_SEGMENT, %ax
    movw %ax, %fs
    movb $0x77, %fs:0xffff
    movw $0xffff, %ax
    movw %ax, %gs /* ffff:0010 and up: around the first megabyte's end */
    movl %gs:0x000e, %eax
    movl %eax, %gs:0xfff0
    movw $0x3001, %ax
    movw %ax, %es
    movw %es:0xffef, %ax /* the last byte of memory, and one beyond */
    cmpb $0x77, %al
    jne wrong
    movl %eax, %es:0xffed
    say text_done
    end_with 0
wrong:
    say text_wrong
    end_with 1

    routines

text_done:  .asciz "all ones\n"
text_wrong: .asciz "wrong\n"
