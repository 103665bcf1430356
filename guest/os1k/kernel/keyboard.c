/* The keyboard, as firmware or a monitor leaves it: enabled, with scan code set 1. */
#include "abi/ports.h"
#include "kernel.h"
#include "lib/scancode.h"

enum { STATUS_FULL = 0x01, STATUS_MOUSE = 0x20, STATUS_ABSENT = 0xff };
enum { COMMAND_TYPE = 0xd2 }; /* the next byte of data comes back as the keyboard's */

static struct scancode_state state;

/** Takes what waits in the controller while the queue has room; its interrupt handler too. */
void keyboard_drain(void)
{
    while (input_has_room()) {
        uint8_t status = inb(PORT_KEYBOARD_STATUS);
        if (!(status & STATUS_FULL) || status == STATUS_ABSENT)
            return;
        uint8_t code = inb(PORT_KEYBOARD_DATA);
        uint8_t byte = status & STATUS_MOUSE ? 0 : scancode_decode(&state, code);
        if (byte != 0)
            input_put(byte);
    }
}

/** Has the controller hand us a scan code, interrupt and all, as if a key had been pressed. */
void keyboard_type(uint8_t code)
{
    keyboard_drain(); /* there is room for one byte */
    outb(PORT_KEYBOARD_STATUS, COMMAND_TYPE);
    outb(PORT_KEYBOARD_DATA, code);
}
