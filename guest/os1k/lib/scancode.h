/* A PC keyboard's scan codes, set 1, read as a US layout. */
#ifndef LIB_SCANCODE_H
#define LIB_SCANCODE_H

#include <stdbool.h>
#include <stdint.h>

/** What must be remembered from one code to the next; all zero at first. */
struct scancode_state {
    bool is_extended; /* the code before was the prefix 0xe0 */
    uint8_t to_skip;  /* codes of the Pause key still to come */
    bool shift_left, shift_right, ctrl_left, ctrl_right;
    bool caps_lock, caps_lock_held;
};

/**
 * Follows the keyboard by one code.
 * @return the character typed (Enter is a line feed, Backspace 8, Ctrl-A 1 and so on), 0 for none:
 *         a release, a key that changes others, or one without a character
 */
uint8_t scancode_decode(struct scancode_state *state, uint8_t code);

#endif
