/*
 * From the Multiboot loader to C, in long mode. We are entered in 32-bit mode with flat segments,
 * paging and interrupts off, EAX = magic, EBX = information (Multiboot v1, 3.2).
 */
#include "layout.h"

    .section .multiboot, "a"
    .balign 4
    .long 0x1BADB002, 2, -0x1BADB004 /* magic; flags: tell the size of memory; checksum */

    .text
    .code32
    .globl start
start:
    cld
    mov %eax, %edi                  /* C takes its first arguments from here */
    mov %ebx, %esi
    mov $0x80000000, %eax           /* how far CPUID goes: beyond, it answers something else */
    cpuid
    cmp $0x80000001, %eax
    jb no_long_mode
    mov $0x80000001, %eax
    cpuid
    test $1 << 29, %edx             /* LM (SDM 2A, CPUID) */
    jz no_long_mode
    mov $0x20, %eax                 /* PAE, and nothing the loader may have set */
    mov %eax, %cr4
    mov $page_root, %eax
    mov %eax, %cr3
    mov $0xc0000080, %ecx           /* EFER: LME alone; with SCE, SYSCALL would enter ring 0 */
    mov $0x100, %eax
    xor %edx, %edx
    wrmsr
    mov $0x80010033, %eax           /* PG, WP (text is read-only for us too), NE, ET, MP, PE */
    mov %eax, %cr0
    lgdt gdt_pointer
    ljmp $KERNEL_CS, $long_mode

no_long_mode:
    mov $message, %esi
    mov $message_end - message, %ecx
    mov $0xe9, %edx                 /* the debug console */
    rep outsb
    mov $2, %al
    out %al, $0xf4                  /* power off */
    hlt
message:
    .ascii "1K OS for x86_64 needs a 64-bit processor; take the i386 image.\n"
message_end:

    .code64
long_mode:
    mov $KERNEL_DS, %ecx
    mov %ecx, %ss
    mov $stack_top, %esp
    push $2                         /* clears all flags */
    popf
    call kernel_main                /* upper halves are undefined: it takes two uint32_t */
    mov %rax, %rsp                  /* the program's first state: as after a trap */
    jmp trap_leave

    .data
    .balign 8
    .globl gdt
gdt:
    .quad 0
    .quad 0x00af9a000000ffff        /* KERNEL_CS */
    .quad 0x00cf92000000ffff        /* KERNEL_DS */
    .quad 0x00affa000000ffff        /* USER_CS */
    .quad 0x00cff2000000ffff        /* USER_DS */
    .quad 0, 0                      /* TSS: descriptors.c */
gdt_pointer:
    .word gdt_pointer - gdt - 1
    .quad gdt

/* The kernel's half: memory at its own addresses. Filled in here, it costs no boot time. The first
 * 2 MB, in which the kernel lies, are pages of 4 KB, the rest are of 2 MB (SDM 3A,
 * "4-Level Paging"). 3: present, writable; 7: by ring 3 too; 0x83: large. */
    .balign PAGE_SIZE
    .globl page_root
page_root:
    .quad 1f + 7                    /* the program's half hangs here too */
    .fill 511, 8, 0
1:  .quad 2f + 3
    .fill 511, 8, 0
2:  .quad 3f + 3
    .set frame, 0x200000
    .rept 511
    .quad frame + 0x83
    .set frame, frame + 0x200000
    .endr
3:  .set frame, 0
    .rept 512
    .quad frame + 3
    .set frame, frame + PAGE_SIZE
    .endr
