#include "scancode.h"

enum { EXTENDED = 0xe0, PAUSE = 0xe1, CODES_AFTER_PAUSE = 2, RELEASED = 0x80 };
enum { ENTER = 0x1c, CTRL = 0x1d, SHIFT_L = 0x2a, SLASH = 0x35, SHIFT_R = 0x36, CAPS_LOCK = 0x3a };

/* Characters by scan code; 0: none. */
static const char plain[] =
    "\0\0331234567890-=\b\tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";
static const char shifted[] =
    "\0\033!@#$%^&*()_+\b\tQWERTYUIOP{}\n\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";

static uint8_t character(const struct scancode_state *state, uint8_t key)
{
    uint8_t c = key < sizeof plain ? (uint8_t)plain[key] : 0;
    bool is_letter = c >= 'a' && c <= 'z';
    if (state->ctrl_left || state->ctrl_right) /* Ctrl-A is 1, and so on to Ctrl-] */
        return is_letter || (c >= '[' && c <= ']') ? c & 0x1f : 0;
    bool is_shifted = state->shift_left || state->shift_right;
    if (is_letter && state->caps_lock)
        is_shifted = !is_shifted;
    return is_shifted && c != 0 ? (uint8_t)shifted[key] : c;
}

/* Notes keys that change what others mean; false when the key is none of them. */
static bool modify(struct scancode_state *state, uint8_t key, bool is_extended, bool is_down)
{
    switch (key) {
    case SHIFT_L:
        state->shift_left = is_down;
        return true;
    case SHIFT_R:
        state->shift_right = is_down;
        return true;
    case CTRL:
        *(is_extended ? &state->ctrl_right : &state->ctrl_left) = is_down;
        return true;
    case CAPS_LOCK:
        state->caps_lock ^= is_down && !state->caps_lock_held; /* a key that is held repeats */
        state->caps_lock_held = is_down;
        return true;
    default:
        return false;
    }
}

uint8_t scancode_decode(struct scancode_state *state, uint8_t code)
{
    bool was_extended = state->is_extended, is_down = !(code & RELEASED);
    uint8_t key = code & (RELEASED - 1);
    state->is_extended = code == EXTENDED;
    if (code == PAUSE) { /* e1 1d 45, e1 9d c5: looks like Ctrl, and is not */
        state->to_skip = CODES_AFTER_PAUSE;
        return 0;
    }
    if (state->to_skip > 0) {
        state->to_skip--;
        return 0;
    }
    /* Arrows and the like share codes with the numeric keypad, and come with fake shifts. */
    if (was_extended && key != ENTER && key != CTRL && key != SLASH)
        return 0;
    if (modify(state, key, was_extended, is_down) || !is_down)
        return 0;
    return character(state, key);
}
