/*
 * Coreboot's part of a PC's start, as far as GRUB asks for it: a Multiboot kernel that carries a
 * payload of coreboot's, an ELF file that somebody else built, loads its segments, leaves a coreboot
 * table with the memory map that Multiboot gave (coreboot, payloads/libpayload/include/
 * coreboot_tables.h), and enters it. PAYLOAD is the file. It is linked beyond all that payloads use.
 */
#include "multiboot.inc"

/* In an ELF32 file header, and in a program header. */
#define E_ENTRY  24
#define E_PHOFF  28
#define E_PHNUM  44
#define P_TYPE   0
#define P_OFFSET 4
#define P_PADDR  12
#define P_FILESZ 16
#define P_MEMSZ  20
#define P_SIZE   32
#define PT_LOAD  1

/* The table: "LBIO", sizes, sums (which stay 0), number of records; and its one record. */
#define TABLE        0x500 /* where it is looked for, from here to 4 KiB */
#define TABLE_HEADER 24
#define TAG_MEMORY   1
#define RECORD       (TABLE + TABLE_HEADER)
#define RECORD_HEAD  8

    .text
    multiboot_header

    .globl _start
_start:
    cld
    mov $stack, %esp

    /* The memory map first: a payload may lie on it. */
    mov $RECORD + RECORD_HEAD, %edi
    copy_memory_map
    sub $RECORD, %edi
    movl $TAG_MEMORY, RECORD
    mov %edi, RECORD + 4
    mov $table_header, %esi
    mov %edi, %eax
    mov $TABLE, %edi
    mov $TABLE_HEADER, %ecx
    rep movsb
    mov %eax, TABLE + 12

    mov payload + E_PHOFF, %ebx
    add $payload, %ebx
    movzwl payload + E_PHNUM, %ebp
next_segment:
    cmpl $PT_LOAD, P_TYPE(%ebx)
    jne loaded
    mov P_OFFSET(%ebx), %esi
    add $payload, %esi
    mov P_PADDR(%ebx), %edi
    mov P_FILESZ(%ebx), %ecx
    rep movsb
    mov P_MEMSZ(%ebx), %ecx
    sub P_FILESZ(%ebx), %ecx
    xor %eax, %eax
    rep stosb
loaded:
    add $P_SIZE, %ebx
    dec %ebp
    jnz next_segment
    jmp *payload + E_ENTRY

table_header:
    .ascii "LBIO"
    .long TABLE_HEADER, 0, 0, 0, 1

    .balign 4
payload:
    .incbin PAYLOAD

    .bss
    .balign 16
    .skip 256
stack:
