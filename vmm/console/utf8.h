/* UTF-8, byte by byte, and how wide its characters are on a terminal. */
#ifndef VMM_CONSOLE_UTF8_H
#define VMM_CONSOLE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

enum { UTF8_MAX_BYTES = 4 };

enum utf8_result {
    UTF8_MORE,   /* the character needs more bytes */
    UTF8_WHOLE,  /* bytes[0..have) are a character */
    UTF8_BROKEN, /* bytes[0..have) are not the beginning of a character; the byte just given is
                    not among them unless it is the only one: if `have` was not 0, give it again */
};

/** A decoder; zero-initialised it is at the beginning of a character. */
struct utf8 {
    uint8_t bytes[UTF8_MAX_BYTES];
    uint8_t have;
    uint8_t need; /* bytes in the whole character; 0: at the beginning of one */
};

/** Takes one byte. After WHOLE and BROKEN the caller uses bytes[] and calls utf8_reset(). */
enum utf8_result utf8_feed(struct utf8 *utf8, uint8_t byte);

/** Begins a new character. */
void utf8_reset(struct utf8 *utf8);

/** The code point of a whole character. */
uint32_t utf8_code_point(const struct utf8 *utf8);

/** The columns a code point takes: 0 (combining), 1, or 2 (East Asian wide, emoji). */
unsigned utf8_columns(uint32_t code_point);

#endif
