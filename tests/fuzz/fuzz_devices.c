/*
 * The bus and all devices: a sequence of port accesses in every width, of time that passes, of
 * input that comes and interrupts that are taken. Each sequence runs twice, on two boards, and
 * both must answer alike: no device keeps anything outside its own struct.
 */
#include "dev/debugcon.h"
#include "dev/example.h"
#include "dev/exit.h"
#include "dev/keyboard.h"
#include "dev/pit.h"
#include "dev/serial.h"
#include "ports.h"
#include "target.h"
#include "unit/vmm/fake_board.h"

#define NS_PER_US 1000ULL
#define WAIT_MAX  5000U /* µs; at its fastest the timer has 50 alarms in them */

enum { STEPS_MAX = 400, ALARMS_MAX = 8 };

/** Ports where a device listens, and one where none does. */
static const uint16_t ports[] = {
    0x20,  0x21,  0xa0,  0xa1,  0x4d0, 0x4d1, 0x40,  0x41,  0x42, 0x43,  0x61, 0x60,  0x64,
    0x3f8, 0x3f9, 0x3fa, 0x3fb, 0x3fc, 0x3fd, 0x3fe, 0x3ff, 0xe9, 0x1e9, 0xf4, 0x600, 0x77,
};

struct machine {
    struct fake fake;
    struct pic pic;
    struct pit pit;
    struct keyboard keyboard;
    struct serial serial;
    struct debugcon debugcon;
    struct exit_port exit_port;
    struct example example;
    unsigned waiting; /* bytes of input */
    uint64_t digest;  /* of all that came out */
};

static void note(struct machine *machine, uint64_t value)
{
    machine->digest = (machine->digest ^ value) * 0x100000001b3ULL; /* FNV-1a, by words */
}

static void sink_put(void *owner, uint8_t byte)
{
    note(owner, 0x100U + byte);
}

static int source_next(void *owner)
{
    struct machine *machine = owner;
    return machine->waiting > 0 ? (int)(machine->waiting-- % 256) : -1;
}

static void ended(void *owner, uint8_t status)
{
    note(owner, 0x200U + status);
}

static void build(struct machine *machine)
{
    struct board *board = &machine->fake.board;
    struct byte_sink sink = {sink_put, machine};
    struct byte_source source = {source_next, machine};
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    machine->fake.pic = &machine->pic;
    must(pic_attach(&machine->pic, board) == 0);
    must(pit_attach(&machine->pit, board) == 0);
    must(keyboard_attach(&machine->keyboard, board, source) == 0);
    must(serial_attach(&machine->serial, board, sink, source) == 0);
    must(debugcon_attach(&machine->debugcon, board, PORT_DEBUGCON, sink) == 0);
    must(exit_port_attach(&machine->exit_port, board, ended, machine) == 0);
    must(example_attach(&machine->example, board) == 0);
}

static void access_port(struct machine *machine, uint8_t what, struct bytes *input)
{
    static const unsigned widths[] = {1, 2, 4, 1};
    uint8_t data[4] = {0}, choice = take_byte(input);
    unsigned width = widths[what >> 1 & 3];
    uint16_t port =
        choice < 0xf0 ? ports[choice % (sizeof ports / sizeof ports[0])] : take_word(input);
    if (what & 1) {
        for (unsigned i = 0; i < width; i++)
            data[i] = take_byte(input);
        bus_write(&machine->fake.bus, port, data, width);
        return;
    }
    bus_read(&machine->fake.bus, port, data, width);
    for (unsigned i = 0; i < width; i++)
        note(machine, data[i]);
}

static void let_time_pass(struct machine *machine, bool on_time, struct bytes *input)
{
    uint64_t until = machine->fake.now_ns + take_word(input) % WAIT_MAX * NS_PER_US;
    if (on_time)
        fake_run_until(&machine->fake, until);
    else
        fake_oversleep_until(&machine->fake, until);
}

static void take_interrupts(struct machine *machine)
{
    unsigned line;
    for (unsigned i = 0; i < PIC_LINES && pic_intr(&machine->pic); i++) {
        note(machine, pic_acknowledge(&machine->pic, &line));
        must(line < PIC_LINES);
    }
}

static void input_arrives(struct machine *machine, uint8_t bytes)
{
    machine->waiting += bytes;
    keyboard_poll(&machine->keyboard);
    serial_poll(&machine->serial);
}

static void must_be_sound(const struct machine *machine)
{
    unsigned alarms = 0;
    for (const struct alarm *alarm = machine->fake.alarms; alarm; alarm = alarm->next)
        must(++alarms <= ALARMS_MAX);
    must(machine->fake.bus.ranges <= BUS_MAX_RANGES);
}

static void run(struct machine *machine, struct bytes input)
{
    build(machine);
    for (unsigned step = 0; step < STEPS_MAX && input.left > 0; step++) {
        uint8_t what = take_byte(&input);
        switch (what >> 5) {
        case 0:
            let_time_pass(machine, what & 1, &input);
            break;
        case 1:
            take_interrupts(machine);
            break;
        case 2:
            input_arrives(machine, what & 31);
            break;
        default:
            access_port(machine, what, &input);
            break;
        }
        must_be_sound(machine);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct machine first, second;
    run(&first, (struct bytes){data, size});
    run(&second, (struct bytes){data, size});
    must(first.digest == second.digest);
    return 0;
}
