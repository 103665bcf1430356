/* The keyboard, as firmware or a monitor leaves it: enabled, with scan code set 1. */
#include "abi/ports.h"
#include "kernel.h"
#include "lib/scancode.h"

enum { STATUS_FULL = 0x01, STATUS_MOUSE = 0x20, STATUS_ABSENT = 0xff };
enum { COMMAND_TYPE = 0xd2 }; /* the next byte of data comes back as the keyboard's */

/** The next byte typed; -1 when nothing waits in the controller that makes one. */
int keyboard_read(void)
{
    static struct scancode_state state;
    uint8_t byte = 0;
    while (byte == 0) {
        uint8_t status = inb(PORT_KEYBOARD_STATUS);
        if (!(status & STATUS_FULL) || status == STATUS_ABSENT)
            return -1;
        uint8_t code = inb(PORT_KEYBOARD_DATA);
        byte = status & STATUS_MOUSE ? 0 : scancode_decode(&state, code);
    }
    return byte;
}

/** Has the controller hand out a scan code as if it came from the keyboard. */
void keyboard_type(uint8_t code)
{
    outb(PORT_KEYBOARD_STATUS, COMMAND_TYPE);
    outb(PORT_KEYBOARD_DATA, code);
}
