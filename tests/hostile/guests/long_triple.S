/* An exception in 64-bit mode with no interrupt table. */
#include "long.inc"

    begin
    ud2
    tables
