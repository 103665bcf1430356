/* Reads each of 256 ports that no device has, once: more than --stats tells apart. */
#include "real.inc"

    begin
    movw $0x1000, %dx
1:  inb %dx, %al
    incw %dx
    cmpw $0x1100, %dx
    jne 1b
    end_with 0

    boot_signature
