/*
 * The keyboard itself, at the far end of the i8042's wire (IBM Personal System/2 Hardware
 * Interface Technical Reference, "Keyboard"): its commands, and the keys it types.
 */
#ifndef VMM_DEV_PS2_KEYBOARD_H
#define VMM_DEV_PS2_KEYBOARD_H

#include <stdbool.h>
#include <stdint.h>

enum { CODE_QUEUE_SIZE = 16 };

/** A short queue of bytes on their way to the guest; what does not fit is lost. */
struct code_queue {
    uint8_t count;
    uint8_t byte[CODE_QUEUE_SIZE];
};

/** Adds a byte at the end. */
void code_queue_put(struct code_queue *queue, uint8_t byte);

/** Takes the oldest byte of a queue that is not empty. */
uint8_t code_queue_take(struct code_queue *queue);

struct ps2_keyboard {
    bool scanning;             /* it sends keys (0xf4, 0xf5) */
    uint8_t scan_set;          /* 1 or 2 */
    uint8_t command;           /* the command that waits for its argument; 0: none */
    uint8_t last_reply;        /* for "resend" */
    struct code_queue replies; /* answers to commands; they go before keys */
    struct code_queue keys;    /* what is left of the byte being typed */
};

/** The state after power-on: scanning, set 2. */
void ps2_keyboard_reset(struct ps2_keyboard *keyboard);

/**
 * The guest sends a command or an argument.
 * @param translated  the controller turns set 2 into set 1 on the way to the guest
 */
void ps2_keyboard_command(struct ps2_keyboard *keyboard, uint8_t byte, bool translated);

/**
 * Types a byte into `keys`.
 * @return whether there is a key for it
 */
bool ps2_keyboard_type(struct ps2_keyboard *keyboard, uint8_t byte, bool translated);

#endif
