/*
 * A Multiboot guest that reads the time-stamp counter around code of known length, and prints the
 * differences in hexadecimal on the debug console:
 *
 *     a loop of 1,000,000 passes of two instructions   2,000,000 + 5
 *     the same code without the loop's repetition      2 + 5
 *     REP STOSL of 1,000 words                         1,000 + 1 + 6
 *
 * The 5: LFENCE and MOV behind the first RDTSC, MOV of the length, and LFENCE and RDTSC at the end;
 * before REP there is one MOV more, and its last repetition finds ECX at zero.
 */
#include "ports.h"

.text
.globl _start

.align 4
.long 0x1badb002, 0, -0x1badb002

.macro begin
    lfence
    rdtsc
    lfence
    movl %eax, %esi
.endm

.macro end
    lfence
    rdtsc
    subl %esi, %eax
    call print
.endm

_start:
    movl $0x90000, %esp
    cld

    begin
    movl $1000000, %ecx
1:  decl %ecx
    jnz 1b
    end

    begin
    movl $1, %ecx
1:  decl %ecx
    jnz 1b
    end

    begin
    movl $1000, %ecx
    movl $0x200000, %edi
    rep stosl
    end

    xorl %eax, %eax
    outb %al, $PORT_EXIT
1:  hlt
    jmp 1b

/* Prints EAX as eight hexadecimal digits and a newline. */
print:
    movl %eax, %ebx
    movl $8, %ecx
1:  roll $4, %ebx
    movl %ebx, %eax
    andl $15, %eax
    movb digits(%eax), %al
    outb %al, $PORT_DEBUGCON
    loop 1b
    movb $'\n', %al
    outb %al, $PORT_DEBUGCON
    ret

digits:
    .ascii "0123456789abcdef"
