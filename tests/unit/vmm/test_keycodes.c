/* The scan codes of every byte: set 1 written out from the key numbering of the reference. */
#include "dev/keycodes.h"
#include "unit/run_tests.h"

#include <stdbool.h>
#include <string.h>

struct expected {
    uint8_t key; /* set 1 */
    bool shift, ctrl;
};

/* What types each ASCII character; c marks Ctrl, s Shift. Independent of the tables under test. */
static const struct expected expected[128] = {
    /* Ctrl-@ … Ctrl-_ : the control characters, where they have no key of their own */
    [0x00] = {0x03, 1, 1}, [0x01] = {0x1e, 0, 1}, [0x02] = {0x30, 0, 1}, [0x03] = {0x2e, 0, 1},
    [0x04] = {0x20, 0, 1}, [0x05] = {0x12, 0, 1}, [0x06] = {0x21, 0, 1}, [0x07] = {0x22, 0, 1},
    [0x08] = {0x0e, 0, 0}, [0x09] = {0x0f, 0, 0}, [0x0a] = {0x1c, 0, 0}, [0x0b] = {0x25, 0, 1},
    [0x0c] = {0x26, 0, 1}, [0x0d] = {0x1c, 0, 0}, [0x0e] = {0x31, 0, 1}, [0x0f] = {0x18, 0, 1},
    [0x10] = {0x19, 0, 1}, [0x11] = {0x10, 0, 1}, [0x12] = {0x13, 0, 1}, [0x13] = {0x1f, 0, 1},
    [0x14] = {0x14, 0, 1}, [0x15] = {0x16, 0, 1}, [0x16] = {0x2f, 0, 1}, [0x17] = {0x11, 0, 1},
    [0x18] = {0x2d, 0, 1}, [0x19] = {0x15, 0, 1}, [0x1a] = {0x2c, 0, 1}, [0x1b] = {0x01, 0, 0},
    [0x1c] = {0x2b, 0, 1}, [0x1d] = {0x1b, 0, 1}, [0x1e] = {0x07, 1, 1}, [0x1f] = {0x0c, 1, 1},
    [' '] = {0x39, 0, 0},  ['!'] = {0x02, 1, 0},  ['"'] = {0x28, 1, 0},  ['#'] = {0x04, 1, 0},
    ['$'] = {0x05, 1, 0},  ['%'] = {0x06, 1, 0},  ['&'] = {0x08, 1, 0},  ['\''] = {0x28, 0, 0},
    ['('] = {0x0a, 1, 0},  [')'] = {0x0b, 1, 0},  ['*'] = {0x09, 1, 0},  ['+'] = {0x0d, 1, 0},
    [','] = {0x33, 0, 0},  ['-'] = {0x0c, 0, 0},  ['.'] = {0x34, 0, 0},  ['/'] = {0x35, 0, 0},
    ['0'] = {0x0b, 0, 0},  ['1'] = {0x02, 0, 0},  ['2'] = {0x03, 0, 0},  ['3'] = {0x04, 0, 0},
    ['4'] = {0x05, 0, 0},  ['5'] = {0x06, 0, 0},  ['6'] = {0x07, 0, 0},  ['7'] = {0x08, 0, 0},
    ['8'] = {0x09, 0, 0},  ['9'] = {0x0a, 0, 0},  [':'] = {0x27, 1, 0},  [';'] = {0x27, 0, 0},
    ['<'] = {0x33, 1, 0},  ['='] = {0x0d, 0, 0},  ['>'] = {0x34, 1, 0},  ['?'] = {0x35, 1, 0},
    ['@'] = {0x03, 1, 0},  ['A'] = {0x1e, 1, 0},  ['B'] = {0x30, 1, 0},  ['C'] = {0x2e, 1, 0},
    ['D'] = {0x20, 1, 0},  ['E'] = {0x12, 1, 0},  ['F'] = {0x21, 1, 0},  ['G'] = {0x22, 1, 0},
    ['H'] = {0x23, 1, 0},  ['I'] = {0x17, 1, 0},  ['J'] = {0x24, 1, 0},  ['K'] = {0x25, 1, 0},
    ['L'] = {0x26, 1, 0},  ['M'] = {0x32, 1, 0},  ['N'] = {0x31, 1, 0},  ['O'] = {0x18, 1, 0},
    ['P'] = {0x19, 1, 0},  ['Q'] = {0x10, 1, 0},  ['R'] = {0x13, 1, 0},  ['S'] = {0x1f, 1, 0},
    ['T'] = {0x14, 1, 0},  ['U'] = {0x16, 1, 0},  ['V'] = {0x2f, 1, 0},  ['W'] = {0x11, 1, 0},
    ['X'] = {0x2d, 1, 0},  ['Y'] = {0x15, 1, 0},  ['Z'] = {0x2c, 1, 0},  ['['] = {0x1a, 0, 0},
    ['\\'] = {0x2b, 0, 0}, [']'] = {0x1b, 0, 0},  ['^'] = {0x07, 1, 0},  ['_'] = {0x0c, 1, 0},
    ['`'] = {0x29, 0, 0},  ['a'] = {0x1e, 0, 0},  ['b'] = {0x30, 0, 0},  ['c'] = {0x2e, 0, 0},
    ['d'] = {0x20, 0, 0},  ['e'] = {0x12, 0, 0},  ['f'] = {0x21, 0, 0},  ['g'] = {0x22, 0, 0},
    ['h'] = {0x23, 0, 0},  ['i'] = {0x17, 0, 0},  ['j'] = {0x24, 0, 0},  ['k'] = {0x25, 0, 0},
    ['l'] = {0x26, 0, 0},  ['m'] = {0x32, 0, 0},  ['n'] = {0x31, 0, 0},  ['o'] = {0x18, 0, 0},
    ['p'] = {0x19, 0, 0},  ['q'] = {0x10, 0, 0},  ['r'] = {0x13, 0, 0},  ['s'] = {0x1f, 0, 0},
    ['t'] = {0x14, 0, 0},  ['u'] = {0x16, 0, 0},  ['v'] = {0x2f, 0, 0},  ['w'] = {0x11, 0, 0},
    ['x'] = {0x2d, 0, 0},  ['y'] = {0x15, 0, 0},  ['z'] = {0x2c, 0, 0},  ['{'] = {0x1a, 1, 0},
    ['|'] = {0x2b, 1, 0},  ['}'] = {0x1b, 1, 0},  ['~'] = {0x29, 1, 0},  [0x7f] = {0x0e, 0, 0},
};

/* Down in the order Ctrl, Shift, key; up in the opposite one. */
static unsigned spell_out(struct expected e, uint8_t codes[KEYCODES_MAX])
{
    unsigned n = 0;
    if (e.ctrl)
        codes[n++] = 0x1d;
    if (e.shift)
        codes[n++] = 0x2a;
    codes[n++] = e.key;
    codes[n++] = e.key | 0x80;
    if (e.shift)
        codes[n++] = 0x2a | 0x80;
    if (e.ctrl)
        codes[n++] = 0x1d | 0x80;
    return n;
}

START_TEST(set_1_of_every_ascii_byte)
{
    for (unsigned byte = 0; byte < 128; byte++) {
        uint8_t want[KEYCODES_MAX], got[KEYCODES_MAX];
        unsigned n = spell_out(expected[byte], want);
        ck_assert_msg(keycodes_type((uint8_t)byte, 1, got) == n, "byte 0x%02x", byte);
        ck_assert_msg(memcmp(got, want, n) == 0, "byte 0x%02x", byte);
    }
}
END_TEST

START_TEST(other_bytes_have_no_key)
{
    for (unsigned byte = 128; byte < 256; byte++) {
        uint8_t codes[KEYCODES_MAX];
        ck_assert_uint_eq(keycodes_type((uint8_t)byte, 1, codes), 0);
        ck_assert_uint_eq(keycodes_type((uint8_t)byte, 2, codes), 0);
    }
}
END_TEST

START_TEST(set_2_of_every_key)
{
    static const char keys[] = "abcdefghijklmnopqrstuvwxyz0123456789`-=[]\\;',./ ";
    static const uint8_t make[] = {
        0x1c, 0x32, 0x21, 0x23, 0x24, 0x2b, 0x34, 0x33, 0x43, 0x3b, 0x42, 0x4b,
        0x3a, 0x31, 0x44, 0x4d, 0x15, 0x2d, 0x1b, 0x2c, 0x3c, 0x2a, 0x1d, 0x22,
        0x35, 0x1a, 0x45, 0x16, 0x1e, 0x26, 0x25, 0x2e, 0x36, 0x3d, 0x3e, 0x46,
        0x0e, 0x4e, 0x55, 0x54, 0x5b, 0x5d, 0x4c, 0x52, 0x41, 0x49, 0x4a, 0x29,
    };
    ck_assert_uint_eq(sizeof make, strlen(keys));
    for (size_t i = 0; i < sizeof make; i++) {
        uint8_t codes[KEYCODES_MAX];
        ck_assert_uint_eq(keycodes_type((uint8_t)keys[i], 2, codes), 3);
        ck_assert_mem_eq(codes, ((const uint8_t[]){make[i], 0xf0, make[i]}), 3);
    }
}
END_TEST

START_TEST(set_2_samples)
{
    static const struct {
        char byte;
        const char *codes;
    } samples[] = {
        {'a', "\x1c\xf0\x1c"},
        {'A', "\x12\x1c\xf0\x1c\xf0\x12"},
        {'1', "\x16\xf0\x16"},
        {'?', "\x12\x4a\xf0\x4a\xf0\x12"},
        {'\n', "\x5a\xf0\x5a"},
        {'\b', "\x66\xf0\x66"},
        {'\t', "\x0d\xf0\x0d"},
        {0x1b, "\x76\xf0\x76"},
        {' ', "\x29\xf0\x29"},
        {0x03, "\x14\x21\xf0\x21\xf0\x14"},
        {0x1f, "\x14\x12\x4e\xf0\x4e\xf0\x12\xf0\x14"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        uint8_t codes[KEYCODES_MAX];
        unsigned n = keycodes_type((uint8_t)samples[i].byte, 2, codes);
        ck_assert_uint_eq(n, strlen(samples[i].codes));
        ck_assert_mem_eq(codes, samples[i].codes, n);
    }
}
END_TEST

/* No two characters are typed alike, but for Enter and Backspace. */
START_TEST(set_2_tells_all_apart)
{
    for (unsigned a = 0; a < 128; a++) {
        uint8_t first[KEYCODES_MAX], second[KEYCODES_MAX];
        unsigned n = keycodes_type((uint8_t)a, 2, first);
        for (unsigned b = a + 1; b < 128; b++) {
            bool twins = (a == '\n' && b == '\r') || (a == '\b' && b == 0x7f);
            bool same = keycodes_type((uint8_t)b, 2, second) == n && !memcmp(first, second, n);
            ck_assert_int_eq(same, twins);
        }
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        set_1_of_every_ascii_byte, other_bytes_have_no_key, set_2_of_every_key, set_2_samples,
        set_2_tells_all_apart,
    };
    return RUN_TESTS("keycodes", tests);
}
