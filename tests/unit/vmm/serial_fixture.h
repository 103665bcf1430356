/* The serial port on a board, with what it sent and a script that it receives. */
#ifndef TESTS_UNIT_SERIAL_FIXTURE_H
#define TESTS_UNIT_SERIAL_FIXTURE_H

#include "dev/serial.h"
#include "dev/serial_registers.h"
#include "fake_board.h"
#include "unit/run_tests.h"

enum { PORT = 0x3f8, IRQ = 4, FIFOS = 0xc0, TRIGGER_14 = 0xc1, TRIGGER_4 = 0x41 };

struct machine {
    struct fake fake;
    struct serial serial;
    struct script script;
    uint8_t sent[64];
    unsigned sent_count;
};

static inline void sink_put(void *owner, uint8_t byte)
{
    struct machine *machine = owner;
    ck_assert_uint_lt(machine->sent_count, sizeof machine->sent);
    machine->sent[machine->sent_count++] = byte;
}

static inline uint8_t get(struct machine *machine, uint16_t reg)
{
    return fake_in(&machine->fake, (uint16_t)(PORT + reg));
}

static inline void set(struct machine *machine, uint16_t reg, uint8_t value)
{
    fake_out(&machine->fake, (uint16_t)(PORT + reg), value);
}

static inline void start(struct machine *machine, const char *input)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    script_refill(&machine->script, input);
    ck_assert_int_eq(serial_attach(&machine->serial, &machine->fake.board,
                                   (struct byte_sink){sink_put, machine},
                                   script_source(&machine->script)),
                     0);
    serial_poll(&machine->serial);
}

/* The same, with interrupts let through. */
static inline void start_wired(struct machine *machine, const char *input, uint8_t fcr, uint8_t ier)
{
    start(machine, input);
    set(machine, MCR, MCR_DTR | MCR_RTS | MCR_OUT2);
    get(machine, MSR);
    set(machine, IIR, fcr);
    set(machine, IER, ier);
}

#endif
