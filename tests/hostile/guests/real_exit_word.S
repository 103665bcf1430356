/* Ends by a wide write that only touches the exit port. */
#include "real.inc"

    begin
    movw $(PORT_EXIT - 1), %dx
    movl $0x2d2c2b2a, %eax
    outl %eax, %dx
    end_with 3
