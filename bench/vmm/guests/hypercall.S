/* The question whether there is a debug console: out to a device of the monitor, and back. */
#include "measure.inc"

        BOOT_SECTOR
        BEGIN_SPAN
1:      mov     $100, %cx
2:      in      $PORT_DEBUGCON, %al
        loop    2b
        DONE    100
        WHILE_SPAN 1b
        REPORT
        USE_MEASURE
        END_SECTOR
