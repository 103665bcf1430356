/* Says that it is there, and sleeps, to be looked at from outside. */
#include "real/real.inc"

        BOOT_SECTOR
        PUT_STRING ready
        sti
1:      hlt
        jmp     1b
        USE_PUT_STRING
ready:  .asciz  "ready\n"
        END_SECTOR
