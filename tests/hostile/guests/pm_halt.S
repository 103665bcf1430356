/* HLT with interrupts off, in protected mode. */
#include "flat.inc"

    multiboot
    .globl _start
_start:
    cli
    hlt
