/*
 * From the Multiboot loader to C, in 32-bit protected mode with paging. We are entered with flat
 * segments, paging and interrupts off, EAX = magic, EBX = information (Multiboot v1, 3.2).
 */
#include "layout.h"

    .section .multiboot, "a"
    .balign 4
    .long 0x1BADB002, 2, -0x1BADB004 /* magic; flags: tell the size of memory; checksum */

    .text
    .globl start
start:
    cld
    mov %eax, %esi
    mov %ebx, %edi
    mov $1, %eax
    cpuid
    not %edx
    test $1 << 15 | 1 << 4 | 1 << 3, %edx
    jnz too_old                     /* no CMOV, TSC or PSE (SDM 2A, CPUID) */
    lgdt gdt_pointer
    ljmp $KERNEL_CS, $1f
1:  mov $KERNEL_DS, %ecx
    mov %ecx, %ss
    mov $USER_DS, %ecx              /* one flat data segment serves both rings */
    mov %ecx, %ds
    mov %ecx, %es
    mov $stack_top, %esp
    push $2                         /* clears all flags */
    popf
    mov $0x10, %ecx                 /* PSE, and nothing the loader may have set */
    mov %ecx, %cr4
    mov $page_root, %ecx
    mov %ecx, %cr3
    mov $0x80010033, %ecx           /* PG, WP (text is read-only for us too), NE, ET, MP, PE */
    mov %ecx, %cr0
    push %edi
    push %esi
    call kernel_main
    mov %eax, %esp                  /* the program's first state: as after a trap */
    jmp trap_leave

too_old:
    mov $message, %esi
    mov $message_end - message, %ecx
    mov $0xe9, %edx                 /* the debug console */
    rep outsb
    mov $2, %al
    out %al, $0xf4                  /* power off */
    hlt
message:
    .ascii "1K OS for i386 needs a processor with CMOV, as since the Pentium Pro.\n"
message_end:

    .data
    .balign 8
    .globl gdt
gdt:
    .quad 0
    .quad 0x00cf9a000000ffff        /* KERNEL_CS */
    .quad 0x00cf92000000ffff        /* KERNEL_DS */
    .quad 0x00cffa000000ffff        /* USER_CS */
    .quad 0x00cff2000000ffff        /* USER_DS */
    .quad 0                         /* TSS: descriptors.c */
gdt_pointer:
    .word gdt_pointer - gdt - 1
    .long gdt

/* The kernel's half: memory at its own addresses. Filled in here, it costs no boot time. The first
 * 4 MB, in which the kernel lies, are pages of 4 KB, the rest are of 4 MB (SDM 3A,
 * "32-Bit Paging"). 3: present, writable; 0x83: large too. */
    .balign PAGE_SIZE
    .globl page_root
page_root:
    .long 1f + 3
    .set frame, 0x400000
    .rept USER_BASE / 0x400000 - 1
    .long frame + 0x83
    .set frame, frame + 0x400000
    .endr
    .fill 1024 - USER_BASE / 0x400000, 4, 0
1:  .set frame, 0
    .rept 1024
    .long frame + 3
    .set frame, frame + PAGE_SIZE
    .endr
