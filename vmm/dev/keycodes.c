#include "keycodes.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The keys that type no character of their own, by their codes in set 1. */
enum {
    KEY_NONE = 0x00,
    KEY_ESC = 0x01,
    KEY_BACKSPACE = 0x0e,
    KEY_TAB = 0x0f,
    KEY_ENTER = 0x1c,
    KEY_CTRL = 0x1d,
    KEY_SHIFT = 0x2a,
    SET1_BREAK = 0x80, /* added to a code when the key goes up */
    SET2_BREAK = 0xf0, /* sent before it */
};

/* The rows of the keyboard: set 1 numbers their keys from left to right. */
static const struct {
    uint8_t first;
    const char *plain;
    const char *shifted;
} rows[] = {
    {0x02, "1234567890-=", "!@#$%^&*()_+"},
    {0x10, "qwertyuiop[]", "QWERTYUIOP{}"},
    {0x1e, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
    {0x2b, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
    {0x39, " ", ""},
};

/* Set 2, by the code in set 1. */
static const uint8_t set2[] = {
    0x00, 0x76, 0x16, 0x1e, 0x26, 0x25, 0x2e, 0x36, 0x3d, 0x3e, 0x46, 0x45, 0x4e, 0x55, 0x66,
    0x0d, 0x15, 0x1d, 0x24, 0x2d, 0x2c, 0x35, 0x3c, 0x43, 0x44, 0x4d, 0x54, 0x5b, 0x5a, 0x14,
    0x1c, 0x1b, 0x23, 0x2b, 0x34, 0x33, 0x3b, 0x42, 0x4b, 0x4c, 0x52, 0x0e, 0x12, 0x5d, 0x1a,
    0x22, 0x21, 0x2a, 0x32, 0x31, 0x3a, 0x41, 0x49, 0x4a, 0x59, 0x7c, 0x11, 0x29,
};

/** A key, and what is held down with it. */
struct stroke {
    uint8_t key; /* in set 1 */
    bool shift;
    bool ctrl;
};

static struct stroke find_character(char character)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *plain = strchr(rows[i].plain, character);
        const char *shifted = strchr(rows[i].shifted, character);
        if (plain)
            return (struct stroke){.key = (uint8_t)(rows[i].first + (plain - rows[i].plain))};
        if (shifted)
            return (struct stroke){.key = (uint8_t)(rows[i].first + (shifted - rows[i].shifted)),
                                   .shift = true};
    }
    return (struct stroke){KEY_NONE, false, false};
}

static struct stroke find_control(uint8_t byte)
{
    char character = (char)(byte + 0x40);
    if (character >= 'A' && character <= 'Z')
        character += 'a' - 'A'; /* Ctrl and a letter go without Shift */
    struct stroke stroke = find_character(character);
    stroke.ctrl = true;
    return stroke;
}

static struct stroke find_stroke(uint8_t byte)
{
    switch (byte) {
    case '\b':
    case 0x7f:
        return (struct stroke){.key = KEY_BACKSPACE};
    case '\t':
        return (struct stroke){.key = KEY_TAB};
    case '\n':
    case '\r':
        return (struct stroke){.key = KEY_ENTER};
    case 0x1b:
        return (struct stroke){.key = KEY_ESC};
    default:
        break;
    }
    return byte < ' ' ? find_control(byte) : find_character((char)byte);
}

static uint8_t *press(uint8_t *code, unsigned set, uint8_t key)
{
    *code++ = set == 1 ? key : set2[key];
    return code;
}

static uint8_t *release(uint8_t *code, unsigned set, uint8_t key)
{
    if (set == 1) {
        *code++ = key | SET1_BREAK;
        return code;
    }
    *code++ = SET2_BREAK;
    *code++ = set2[key];
    return code;
}

unsigned keycodes_type(uint8_t byte, unsigned set, uint8_t codes[KEYCODES_MAX])
{
    struct stroke stroke = find_stroke(byte);
    if (stroke.key == KEY_NONE)
        return 0;
    uint8_t *code = codes;
    if (stroke.ctrl)
        code = press(code, set, KEY_CTRL);
    if (stroke.shift)
        code = press(code, set, KEY_SHIFT);
    code = release(press(code, set, stroke.key), set, stroke.key);
    if (stroke.shift)
        code = release(code, set, KEY_SHIFT);
    if (stroke.ctrl)
        code = release(code, set, KEY_CTRL);
    return (unsigned)(code - codes);
}
