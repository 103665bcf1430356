/* Asks the keyboard controller for a reset of the machine. */
#include "real.inc"

    begin
    write PORT_KEYBOARD_STATUS, 0xfe
1:  jmp 1b
