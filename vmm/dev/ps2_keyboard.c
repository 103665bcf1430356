#include "ps2_keyboard.h"

#include "keycodes.h"

#include <string.h>

enum {
    COMMAND_LEDS = 0xed,
    COMMAND_ECHO = 0xee,
    COMMAND_SCAN_SET = 0xf0,
    COMMAND_IDENTIFY = 0xf2,
    COMMAND_TYPEMATIC = 0xf3,
    COMMAND_ENABLE = 0xf4,
    COMMAND_DISABLE = 0xf5,
    COMMAND_DEFAULTS = 0xf6,
    COMMAND_RESEND = 0xfe,
    COMMAND_RESET = 0xff,

    REPLY_SELF_TEST_PASSED = 0xaa,
    REPLY_ID_FIRST = 0xab,
    REPLY_ID_SECOND = 0x83,
    REPLY_ACK = 0xfa,
    REPLY_RESEND = 0xfe,
};

void code_queue_put(struct code_queue *queue, uint8_t byte)
{
    if (queue->count < CODE_QUEUE_SIZE)
        queue->byte[queue->count++] = byte;
}

uint8_t code_queue_take(struct code_queue *queue)
{
    uint8_t byte = queue->byte[0];
    queue->count--;
    memmove(queue->byte, queue->byte + 1, queue->count);
    return byte;
}

static void reply(struct ps2_keyboard *keyboard, uint8_t byte)
{
    keyboard->last_reply = byte;
    code_queue_put(&keyboard->replies, byte);
}

/** The controller translates every byte below 0x80, also those that are no scan codes. */
static void reply_translated(struct ps2_keyboard *keyboard, uint8_t plain, uint8_t translation,
                             bool translated)
{
    reply(keyboard, translated ? translation : plain);
}

static void set_defaults(struct ps2_keyboard *keyboard, bool scanning)
{
    keyboard->scanning = scanning;
    keyboard->scan_set = 2;
    keyboard->keys.count = 0;
}

void ps2_keyboard_reset(struct ps2_keyboard *keyboard)
{
    *keyboard = (struct ps2_keyboard){
        .scanning = true, .scan_set = 2, .last_reply = REPLY_SELF_TEST_PASSED};
}

static void set_scan_set(struct ps2_keyboard *keyboard, uint8_t set, bool translated)
{
    reply(keyboard, set <= 2 ? REPLY_ACK : REPLY_RESEND);
    if (set == 1 || set == 2)
        keyboard->scan_set = set;
    else if (set == 0 && keyboard->scan_set == 1)
        reply_translated(keyboard, 0x01, 0x43, translated);
    else if (set == 0)
        reply_translated(keyboard, 0x02, 0x41, translated);
}

/** The argument of COMMAND_LEDS and COMMAND_TYPEMATIC changes nothing that can be seen here. */
static void take_argument(struct ps2_keyboard *keyboard, uint8_t argument, bool translated)
{
    uint8_t command = keyboard->command;
    keyboard->command = 0;
    if (command == COMMAND_SCAN_SET)
        set_scan_set(keyboard, argument, translated);
    else
        reply(keyboard, REPLY_ACK);
}

static void identify(struct ps2_keyboard *keyboard, bool translated)
{
    reply(keyboard, REPLY_ACK);
    reply(keyboard, REPLY_ID_FIRST);
    reply_translated(keyboard, REPLY_ID_SECOND, 0x41, translated);
}

static void run_command(struct ps2_keyboard *keyboard, uint8_t command, bool translated)
{
    keyboard->command = 0;
    switch (command) {
    case COMMAND_ECHO:
        reply(keyboard, COMMAND_ECHO);
        return;
    case COMMAND_RESEND:
        reply(keyboard, keyboard->last_reply);
        return;
    case COMMAND_IDENTIFY:
        identify(keyboard, translated);
        return;
    case COMMAND_LEDS:
    case COMMAND_TYPEMATIC:
    case COMMAND_SCAN_SET:
        keyboard->command = command;
        break;
    case COMMAND_ENABLE:
        keyboard->scanning = true;
        break;
    case COMMAND_DISABLE:
    case COMMAND_DEFAULTS:
        set_defaults(keyboard, command == COMMAND_DEFAULTS);
        break;
    case COMMAND_RESET:
        set_defaults(keyboard, true);
        reply(keyboard, REPLY_ACK);
        reply(keyboard, REPLY_SELF_TEST_PASSED);
        return;
    default:
        reply(keyboard, REPLY_RESEND);
        return;
    }
    reply(keyboard, REPLY_ACK);
}

void ps2_keyboard_command(struct ps2_keyboard *keyboard, uint8_t byte, bool translated)
{
    if (keyboard->command && byte < COMMAND_LEDS)
        take_argument(keyboard, byte, translated);
    else
        run_command(keyboard, byte, translated);
}

bool ps2_keyboard_type(struct ps2_keyboard *keyboard, uint8_t byte, bool translated)
{
    uint8_t codes[KEYCODES_MAX];
    unsigned set = translated ? 1 : keyboard->scan_set;
    unsigned count = keycodes_type(byte, set, codes);
    for (unsigned i = 0; i < count; i++)
        code_queue_put(&keyboard->keys, codes[i]);
    return count > 0;
}
