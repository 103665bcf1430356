/*
 * Which keys of a US keyboard type a byte, as scan codes. The sets are those of the IBM Personal
 * System/2 Hardware Interface Technical Reference, "Keyboard".
 */
#ifndef VMM_DEV_KEYCODES_H
#define VMM_DEV_KEYCODES_H

#include <stdint.h>

/* Ctrl, Shift and a key, down and up; going up takes two bytes in set 2. */
enum { KEYCODES_MAX = 9 };

/**
 * Types one byte: every ASCII character has its key, with Shift and Ctrl held around it as needed.
 * Line feed and carriage return are both Enter; 0x08 and 0x7f are both Backspace; the other
 * control characters are Ctrl and the character 64 above them, as on a terminal.
 * @param set    scan code set: 1 or 2
 * @param codes  receives the codes
 * @return how many codes; 0 for a byte no key types (0x80 and up)
 */
unsigned keycodes_type(uint8_t byte, unsigned set, uint8_t codes[KEYCODES_MAX]);

#endif
