/*
 * The code of an option ROM that enters a Multiboot image, as the one does that QEMU brings for
 * its -kernel. The BIOS finds it by its first two bytes, and calls its fourth in real mode
 * (Plug and Play BIOS Specification 1.0A, "Option ROM Header"). The image lies in memory already.
 *
 * bochs_rom.c fills in the length, the words behind the jump, and the check value of the whole.
 */
#include "bochs_rom.h"

#define LINEAR(label) (BOCHS_ROM_ADDRESS + (label - bochs_rom_code))

        .section .rodata
        .globl  bochs_rom_code, bochs_rom_code_end
        .code16
bochs_rom_code:
        .word   0xaa55
        .byte   0                       /* length, in units of 512 bytes */
        jmp     enter
        .org    bochs_rom_code + BOCHS_ROM_STATE
state:  .long   0, 0, 0                 /* EIP, EAX, EBX at the image's entry */

enter:  cli
        in      $0x92, %al              /* system control port A: bit 1 lets address line 20 */
        or      $2, %al                 /* through, bit 0 would reset the machine */
        and     $0xfe, %al
        out     %al, $0x92
        lgdtl   %cs:(gdt_pointer - bochs_rom_code)
        mov     %cr0, %eax
        or      $1, %al
        mov     %eax, %cr0
        ljmpl   $8, $LINEAR(flat)

        .code32
flat:   mov     $16, %eax
        mov     %eax, %ds
        mov     %eax, %es
        mov     %eax, %fs
        mov     %eax, %gs
        mov     %eax, %ss
        mov     LINEAR(state) + 4, %eax
        mov     LINEAR(state) + 8, %ebx
        jmp     *LINEAR(state)

gdt:    .quad   0, 0x00cf9a000000ffff, 0x00cf92000000ffff /* flat code, flat data */
gdt_pointer:
        .word   gdt_pointer - gdt - 1
        .long   LINEAR(gdt)
bochs_rom_code_end:

        .section .note.GNU-stack, "", @progbits
