/* Takes the memory it runs in out of its own page tables. */
#include "long.inc"

    begin
    movl $level4, %ebx
    movq $0, (%rbx)
    movq %cr3, %rax
    movq %rax, %cr3
    end_with 3
    tables
