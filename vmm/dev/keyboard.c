#include "keyboard.h"

#include "ports.h"

enum {
    STATUS_FULL = 0x01,
    STATUS_COMMAND = 0x08,
    STATUS_NOT_LOCKED = 0x10,

    BYTE_INTERRUPT = 0x01,
    BYTE_SYSTEM_FLAG = 0x04, /* has the same place in the status */
    BYTE_DISABLED = 0x10,
    BYTE_TRANSLATE = 0x40,

    OUTPUT_NOT_RESET = 0x01,
    OUTPUT_A20 = 0x02,
    OUTPUT_FULL = 0x10,
    OUTPUT_INITIAL = 0xc3, /* both wires idle, A20 open, no reset */
    INPUT_PORT = 0x80,     /* not locked */

    CTL_READ_BYTE = 0x20,
    CTL_WRITE_BYTE = 0x60,
    CTL_SELF_TEST = 0xaa,
    CTL_TEST_WIRE = 0xab,
    CTL_DISABLE = 0xad,
    CTL_ENABLE = 0xae,
    CTL_READ_INPUT = 0xc0,
    CTL_READ_OUTPUT = 0xd0,
    CTL_WRITE_OUTPUT = 0xd1,
    CTL_WRITE_BUFFER = 0xd2,
    CTL_WRITE_MOUSE = 0xd4,
    CTL_CLOSE_A20 = 0xdd, /* these two not IBM's, but of most chip sets after it */
    CTL_OPEN_A20 = 0xdf,
    CTL_PULSE = 0xf0, /* to 0xff: pulses the output bits that are 0 */

    SELF_TEST_PASSED = 0x55,
    WIRE_PASSED = 0x00,
};

static bool translates(const struct keyboard *keyboard)
{
    return keyboard->command_byte & BYTE_TRANSLATE;
}

static void update_line(struct keyboard *keyboard)
{
    bool level = keyboard->full && (keyboard->command_byte & BYTE_INTERRUPT);
    keyboard->board->irq_set(keyboard->board->owner, IRQ_KEYBOARD, level);
}

static void give(struct keyboard *keyboard, struct code_queue *queue)
{
    keyboard->output = code_queue_take(queue);
    keyboard->full = true;
    update_line(keyboard);
}

/** Unless one is being typed, types the next byte that has a key, when the guest is ready. */
static void type_next(struct keyboard *keyboard)
{
    int byte;
    while (keyboard->keys.keys.count == 0 && (byte = feed_next(&keyboard->feed)) >= 0) {
        if (ps2_keyboard_type(&keyboard->keys, (uint8_t)byte, translates(keyboard)))
            keyboard->typed++;
        else
            keyboard->dropped++;
    }
}

/**
 * Fills the output buffer when it is empty: with answers at once, for the guest waits for them;
 * with the next byte's codes when it is ready for them. The codes of one byte follow one another
 * without a pause, so that a handler that reads until there is no more takes them all at once.
 */
static void refill(void *device)
{
    struct keyboard *keyboard = device;
    struct ps2_keyboard *keys = &keyboard->keys;
    if (keyboard->full)
        return;
    if (keyboard->replies.count) {
        give(keyboard, &keyboard->replies);
    } else if (keys->replies.count) {
        give(keyboard, &keys->replies);
    } else if (keys->scanning && !(keyboard->command_byte & BYTE_DISABLED)) {
        type_next(keyboard);
        if (keys->keys.count)
            give(keyboard, &keys->keys);
    }
}

void keyboard_poll(struct keyboard *keyboard)
{
    refill(keyboard);
}

static void set_command_byte(struct keyboard *keyboard, uint8_t value)
{
    keyboard->command_byte = value;
    keyboard->feed.interrupts = value & BYTE_INTERRUPT;
    update_line(keyboard);
}

/** Bit 0 low holds the processor in reset. A20 is kept for reading back: it is always open. */
static void set_output_port(struct keyboard *keyboard, uint8_t value)
{
    keyboard->output_port = value | OUTPUT_NOT_RESET;
    if (!(value & OUTPUT_NOT_RESET) && keyboard->board->reset)
        keyboard->board->reset(keyboard->board->owner);
}

static void answer(struct keyboard *keyboard, uint8_t byte)
{
    code_queue_put(&keyboard->replies, byte);
}

static void run_command(struct keyboard *keyboard, uint8_t command)
{
    uint8_t byte = keyboard->command_byte;
    keyboard->awaiting = 0;
    switch (command) {
    case CTL_READ_BYTE:
        answer(keyboard, byte);
        break;
    case CTL_SELF_TEST:
        answer(keyboard, SELF_TEST_PASSED);
        break;
    case CTL_TEST_WIRE:
        answer(keyboard, WIRE_PASSED);
        break;
    case CTL_DISABLE:
        set_command_byte(keyboard, byte | BYTE_DISABLED);
        break;
    case CTL_ENABLE:
        set_command_byte(keyboard, byte & (uint8_t)~BYTE_DISABLED);
        break;
    case CTL_READ_INPUT:
        answer(keyboard, INPUT_PORT);
        break;
    case CTL_READ_OUTPUT:
        answer(keyboard, keyboard->output_port | (keyboard->full ? OUTPUT_FULL : 0));
        break;
    case CTL_WRITE_BYTE:
    case CTL_WRITE_OUTPUT:
    case CTL_WRITE_BUFFER:
    case CTL_WRITE_MOUSE:
        keyboard->awaiting = command;
        break;
    case CTL_CLOSE_A20:
        keyboard->output_port &= (uint8_t)~OUTPUT_A20;
        break;
    case CTL_OPEN_A20:
        keyboard->output_port |= OUTPUT_A20;
        break;
    default: /* no mouse, no other RAM: nothing answers, as on the first of these controllers */
        if (command >= CTL_PULSE && !(command & OUTPUT_NOT_RESET))
            set_output_port(keyboard, keyboard->output_port & (uint8_t)~OUTPUT_NOT_RESET);
    }
}

static void take_data(struct keyboard *keyboard, uint8_t value)
{
    uint8_t command = keyboard->awaiting;
    keyboard->awaiting = 0;
    switch (command) {
    case CTL_WRITE_BYTE:
        set_command_byte(keyboard, value);
        break;
    case CTL_WRITE_OUTPUT:
        set_output_port(keyboard, value);
        break;
    case CTL_WRITE_BUFFER:
        answer(keyboard, value);
        break;
    case CTL_WRITE_MOUSE: /* there is none */
        break;
    default:
        ps2_keyboard_command(&keyboard->keys, value, translates(keyboard));
    }
}

static void data_write(void *device, uint16_t offset, uint8_t value)
{
    struct keyboard *keyboard = device;
    (void)offset;
    keyboard->command_last = false;
    take_data(keyboard, value);
    refill(keyboard);
}

static void command_write(void *device, uint16_t offset, uint8_t value)
{
    struct keyboard *keyboard = device;
    (void)offset;
    keyboard->command_last = true;
    run_command(keyboard, value);
    refill(keyboard);
}

static uint8_t data_read(void *device, uint16_t offset)
{
    struct keyboard *keyboard = device;
    (void)offset;
    uint8_t value = keyboard->output;
    if (keyboard->full) {
        keyboard->full = false;
        update_line(keyboard); /* low, so that the next byte makes an edge */
        feed_taken(&keyboard->feed);
    }
    return value;
}

static uint8_t status_read(void *device, uint16_t offset)
{
    struct keyboard *keyboard = device;
    (void)offset;
    if (!keyboard->full)
        feed_polled(&keyboard->feed);
    return (uint8_t)(STATUS_NOT_LOCKED | (keyboard->command_byte & BYTE_SYSTEM_FLAG) |
                     (keyboard->full ? STATUS_FULL : 0) |
                     (keyboard->command_last ? STATUS_COMMAND : 0));
}

static const struct bus_ops data_ops = {data_read, data_write};
static const struct bus_ops status_ops = {status_read, command_write};

int keyboard_attach(struct keyboard *keyboard, struct board *board, struct byte_source source)
{
    *keyboard = (struct keyboard){
        .board = board,
        .command_byte = BYTE_TRANSLATE | BYTE_SYSTEM_FLAG | BYTE_INTERRUPT,
        .output_port = OUTPUT_INITIAL,
    };
    ps2_keyboard_reset(&keyboard->keys);
    feed_init(&keyboard->feed, board, source, IRQ_KEYBOARD, refill, keyboard);
    keyboard->feed.interrupts = true;
    if (bus_attach(board->bus, PORT_KEYBOARD_DATA, 1, &data_ops, keyboard) < 0)
        return -1;
    return bus_attach(board->bus, PORT_KEYBOARD_STATUS, 1, &status_ops, keyboard);
}
