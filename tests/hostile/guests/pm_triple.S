/* An exception in protected mode with no interrupt table. */
#include "flat.inc"

    multiboot
    .globl _start
_start:
    lidt none
    ud2

none: .word 0
    .long 0
