/* HLT with interrupts off. */
#include "real.inc"

    begin
    hlt
