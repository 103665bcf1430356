/*
 * A Multiboot kernel that has both: an ELF header, which enters where the wrong text is printed, and
 * the address fields in its Multiboot header, which enter where the right one is. Without its ELF
 * header it is the same kernel as a file of no format.
 */
#include "ports.h"

#define MAGIC 0x1badb002
#define FLAGS 0x10000 /* the address fields are there */

    .section .text, "ax"
    .code32
    .align 4
header:
    .long MAGIC, FLAGS, -(MAGIC + FLAGS)
    .long header, header, end, end + 4096, by_addresses

    .globl _start
_start:
    movl $by_elf_text, %esi
    movl $by_elf_end - by_elf_text, %ecx
    movb $1, %bl
    jmp print

by_addresses:
    movl $by_addresses_text, %esi
    movl $by_addresses_end - by_addresses_text, %ecx
    xorb %bl, %bl

print:
    movl $PORT_DEBUGCON, %edx
    rep outsb
    movb %bl, %al
    outb %al, $PORT_EXIT
1:  hlt
    jmp 1b

by_elf_text:       .ascii "entered by the ELF header\n"
by_elf_end:
by_addresses_text: .ascii "entered by the address fields\n"
by_addresses_end:
end:
