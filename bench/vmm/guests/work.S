/* Computes, with an exit now and then. */
#include "measure.inc"

        BOOT_SECTOR
        BEGIN_SPAN
1:      mov     $20000, %ecx
2:      dec     %ecx
        jnz     2b
        in      $PORT_POST, %al
        DONE    1
        WHILE_SPAN 1b
        REPORT
        USE_MEASURE
        END_SECTOR
