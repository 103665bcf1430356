/* HLT with interrupts off, in 64-bit mode. */
#include "long.inc"

    begin
    hlt
    tables
