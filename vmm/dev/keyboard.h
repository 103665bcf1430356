/*
 * The PC's keyboard controller, an i8042 at 0x60 and 0x64 on IRQ 1 (IBM Personal System/2 Hardware
 * Interface Technical Reference, "Keyboard and auxiliary device controller"), with a keyboard
 * behind it and no mouse. It types what a byte source gives it.
 */
#ifndef VMM_DEV_KEYBOARD_H
#define VMM_DEV_KEYBOARD_H

#include "board.h"
#include "feed.h"
#include "ps2_keyboard.h"

struct keyboard {
    struct board *board;
    struct feed feed;
    struct ps2_keyboard keys;  /* what is at the other end of the wire */
    struct code_queue replies; /* the controller's own answers */

    uint8_t command_byte; /* interrupt on, system flag, keyboard disabled, translate */
    uint8_t output_port;  /* reset, A20 gate */
    uint8_t awaiting;     /* the command whose data byte port 0x60 takes next; 0: none */
    bool command_last;    /* the last write went to 0x64 */
    bool full;            /* the output buffer holds a byte the guest has not read */
    uint8_t output;

    uint64_t typed;   /* bytes typed */
    uint64_t dropped; /* bytes that no key types */
};

/**
 * Puts the keyboard on the board's bus, in the state a PC's BIOS leaves it in: enabled, IRQ 1 on,
 * set 2 translated to set 1.
 * @param source  what is typed, one byte at a time, as the guest takes them
 * @return 0, or -1 when the ports are taken
 */
int keyboard_attach(struct keyboard *keyboard, struct board *board, struct byte_source source);

/** Input may have arrived at the source. */
void keyboard_poll(struct keyboard *keyboard);

#endif
