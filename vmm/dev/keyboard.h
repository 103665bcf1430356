/*
 * The PC's keyboard: an i8042 controller at 0x60 and 0x64 with a scan code set 1 keyboard behind
 * it, on IRQ 1. It types what a byte source gives it, on a US layout.
 */
#ifndef VMM_DEV_KEYBOARD_H
#define VMM_DEV_KEYBOARD_H

#include "board.h"
#include "feed.h"

enum { KEYBOARD_CODES = 12, KEYBOARD_REPLIES = 16 };

/** A short queue of bytes on their way to the output buffer. */
struct code_queue {
    uint8_t count;
    uint8_t byte[KEYBOARD_REPLIES];
};

struct keyboard {
    struct board *board;
    struct feed feed;

    uint8_t command_byte; /* the controller's RAM byte 0: interrupt, disable, translate */
    uint8_t output_port;
    bool full; /* OBF: `output` waits to be read */
    uint8_t output;
    bool command_last;         /* status bit 3: the last write went to 0x64 */
    uint8_t want;              /* controller command that waits for its byte at 0x60; 0: none */
    uint8_t want_key;          /* the keyboard's own command that waits for its argument; 0: none */
    bool scanning;             /* the keyboard sends keys (0xf4, 0xf5) */
    uint8_t scan_set;          /* 1 or 2: what the keyboard sends when nothing translates */
    struct code_queue replies; /* answers to commands; they go before keys */
    struct code_queue keys;    /* what is left of the key being typed */

    uint64_t typed;   /* bytes typed */
    uint64_t dropped; /* bytes no key gives (0x80 and up) */
};

/**
 * Puts the keyboard on the board's bus, in the state a PC's BIOS leaves it in: enabled, IRQ 1 on,
 * translation on.
 * @param source  what is typed, one byte at a time, as the guest takes them
 * @return 0, or -1 when the ports are taken
 */
int keyboard_attach(struct keyboard *keyboard, struct board *board, struct byte_source source);

/** Input may have arrived at the source. */
void keyboard_poll(struct keyboard *keyboard);

#endif
