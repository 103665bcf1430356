/* Jumps to an address that no processor has. */
#include "long.inc"

    begin
    movabsq $0x8000000000000000, %rax
    jmp *%rax
    tables
