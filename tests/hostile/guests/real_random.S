/*
 * Random accesses to random ports for ever, with interrupts on and a handler at every vector. Left
 * out is only what would end it: the exit port, and the keyboard controller's reset, all of whose
 * commands have their highest bit set. `seed` is for the test to change.
 */
#include "real.inc"

#define HANDLERS 256
#define ISA      0x3ff /* where a PC's devices are; two of three accesses go there */

    begin
    xorw %di, %di
    movw $HANDLERS, %cx
1:  movw $handler, %ax
    stosw
    xorw %ax, %ax
    stosw
    loop 1b
    init_pics 0xff
    movl seed, %ebp
next:
    sti
    call random
    movw %ax, %dx
    shrl $16, %eax
    movw %ax, %bx
    andb $3, %al
    jz 1f
    andw $ISA, %dx
1:  testb $4, %bl
    jz read
    movw %dx, %ax
    subw $(PORT_EXIT - 3), %ax
    cmpw $4, %ax
    jb next
    call random
    andl $0x7f7f7f7f, %eax
    testb $8, %bl
    jz 2f
    outb %al, %dx
    jmp next
2:  testb $16, %bl
    jz 3f
    outw %ax, %dx
    jmp next
3:  outl %eax, %dx
    jmp next
read:
    testb $8, %bl
    jz 4f
    inb %dx, %al
    jmp next
4:  movw $0x8000, %di
    movw $3, %cx
    testb $16, %bl
    jz 5f
    rep insw
    jmp next
5:  rep insl
    jmp next

    /* The next number, in %eax (Marsaglia, "Xorshift RNGs", 2003). */
random:
    movl %ebp, %eax
    shll $13, %eax
    xorl %eax, %ebp
    movl %ebp, %eax
    shrl $17, %eax
    xorl %eax, %ebp
    movl %ebp, %eax
    shll $5, %eax
    xorl %eax, %ebp
    movl %ebp, %eax
    ret

handler:
    pushw %ax
    write PORT_PIC_MASTER, PIC_EOI
    write PORT_PIC_SLAVE, PIC_EOI
    popw %ax
    iret

    .align 4
    .ascii "SEED"
seed: .long 0x12345678
