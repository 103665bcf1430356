/* Ends at once: what is left is the making and the taking apart of a machine. */
#include "real/real.inc"

        BOOT_SECTOR
        xor     %al, %al
        EXIT
        END_SECTOR
