/* An exception in 32-bit paging with no interrupt table; one page of 4 MiB maps the guest itself. */
#include "flat.inc"

#define PAGE_LARGE_OPEN 0x83 /* present, writable, 4 MiB */
#define CR4_PSE         0x10
#define CR0_PAGING      0x80000000

    multiboot
    .globl _start
_start:
    movl $PAGE_LARGE_OPEN, directory
    movl $CR4_PSE, %eax
    movl %eax, %cr4
    movl $directory, %eax
    movl %eax, %cr3
    movl %cr0, %eax
    orl $CR0_PAGING, %eax
    movl %eax, %cr0
    lidt none
    ud2

none: .word 0
    .long 0
    .bss
    .align 4096
directory: .skip 4096
