/* Page tables where there is no memory. */
#include "long.inc"

    begin
    movl $0xe0000000, %eax
    movq %rax, %cr3
    end_with 3
    tables
