/*
 * Reads and writes each of the 65,536 ports in every width, single, as one string
 * instruction and repeated. Only writes
 * that would reach the exit port are left out: bytes at 0xf4 and what is wider just below it.
 */
#include "real.inc"

#ifndef PORTS
#define PORTS 0 /* the port after the last one, in 16 bits */
#endif

#define BUFFER 0x8000

    begin
    xorw %dx, %dx
next:
    inb %dx, %al
    inw %dx, %ax
    inl %dx, %eax
    movw $BUFFER, %di
    insb
    insw
    insl
    movw $2, %cx
    rep insb
    movw $2, %cx
    rep insw
    movw $2, %cx
    rep insl
    leaw -(PORT_EXIT - 3)(%edx), %ax
    cmpw $4, %ax
    jb skip
    movl $0x20202020, %eax
    outb %al, %dx
    outw %ax, %dx
    outl %eax, %dx
    movw $blanks, %si
    outsb
    outsw
    outsl
    movw $2, %cx
    rep outsb
    movw $2, %cx
    rep outsw
    movw $2, %cx
    rep outsl
skip:
    incw %dx
    cmpw $PORTS, %dx
    jne next
    say text_done
    end_with 0

    routines

blanks:    .fill 24, 1, 0x20
text_done: .asciz "\nevery port\n"
