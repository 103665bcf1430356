/*
 * A boot loader of one file: a Multiboot kernel that carries a Linux kernel image, unmodified, and
 * enters it as boot loaders do (Linux, Documentation/arch/x86/boot.rst, "32-bit boot protocol"),
 * with the memory map and the command line that Multiboot gave it.
 *
 * IMAGE is the image; HEADER_SIZE, how many bytes its setup header has from 0x1f1 on; SETUP_SIZE,
 * how many stand before its protected-mode part, which is linked to where it wants to be. INITRD,
 * if there is one, is the kernel's first file system. foreign.sh finds these.
 */
#include "multiboot.inc"

/* In the "zero page", struct boot_params. */
#define E820_ENTRIES   0x1e8
#define SETUP_HEADER   0x1f1
#define TYPE_OF_LOADER 0x210
#define RAMDISK_IMAGE  0x218
#define RAMDISK_SIZE   0x21c
#define CMD_LINE_PTR   0x228
#define E820_TABLE     0x2d0

#define BOOT_CS        0x10 /* the protocol's selectors */
#define BOOT_DS        0x18
#define UNKNOWN_LOADER 0xff

    .text
    multiboot_header

    .globl _start
_start:
    cld
    mov $setup_header, %esi
    mov $zero_page + SETUP_HEADER, %edi
    mov $HEADER_SIZE, %ecx
    rep movsb
    movb $UNKNOWN_LOADER, zero_page + TYPE_OF_LOADER

    /* The command line, without its first word, which is our own name. */
    mov INFO_CMDLINE(%ebx), %esi
next_byte:
    lodsb
    cmp $' ', %al
    je command_line
    test %al, %al
    jnz next_byte
    dec %esi
command_line:
    mov %esi, zero_page + CMD_LINE_PTR

    mov $zero_page + E820_TABLE, %edi
    copy_memory_map
    mov %al, zero_page + E820_ENTRIES

#ifdef INITRD
    movl $initrd, zero_page + RAMDISK_IMAGE
    movl $initrd_end - initrd, zero_page + RAMDISK_SIZE
#endif

    lgdt gdt_pointer
    mov $BOOT_DS, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %eax, %ss
    mov $zero_page, %esi
    xor %ebx, %ebx
    xor %ebp, %ebp
    xor %edi, %edi
    ljmp $BOOT_CS, $kernel

    .balign 8
gdt:
    .quad 0, 0
    .quad 0x00cf9a000000ffff /* flat 4 GiB, code */
    .quad 0x00cf92000000ffff /* and data */
gdt_pointer:
    .word . - gdt - 1
    .long gdt

setup_header:
    .incbin IMAGE, SETUP_HEADER, HEADER_SIZE

    .bss
    .balign 4096
zero_page:
    .skip 4096

    .section .kernel, "awx"
kernel:
    .incbin IMAGE, SETUP_SIZE

#ifdef INITRD
    .section .initrd, "aw"
initrd:
    .incbin INITRD
initrd_end:
#endif
