/* Writes to a port that no device has, as 1K OS's workload "hypercall": out, and back at once. */
#include "measure.inc"

        BOOT_SECTOR
        BEGIN_SPAN
1:      mov     $100, %cx
2:      out     %al, $PORT_POST
        loop    2b
        DONE    100
        WHILE_SPAN 1b
        REPORT
        USE_MEASURE
        END_SECTOR
