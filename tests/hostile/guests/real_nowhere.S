/* Jumps to where there is no memory. */
#include "real.inc"

    begin
    ljmp $0x8000, $0x1234
