/* The PC's pair of 8259As on a board, initialised as a kernel does it. */
#ifndef TESTS_UNIT_PIC_FIXTURE_H
#define TESTS_UNIT_PIC_FIXTURE_H

#include "dev/pic.h"
#include "fake_board.h"
#include "unit/run_tests.h"

enum { MASTER = 0x20, SLAVE = 0xa0, MASTER_BASE = 0x20, SLAVE_BASE = 0x28, EOI = 0x20 };

struct machine {
    struct fake fake;
    struct pic pic;
};

static inline void initialise(struct machine *machine, uint16_t port, const uint8_t icw[4])
{
    fake_out(&machine->fake, port, icw[0]);
    for (unsigned i = 1; i < 4; i++)
        fake_out(&machine->fake, (uint16_t)(port + 1), icw[i]);
}

/* A pair on its ports, initialised as a protected mode kernel does, nothing masked. */
static inline void start(struct machine *machine, uint8_t master_icw4, uint8_t slave_icw4)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    ck_assert_int_eq(pic_attach(&machine->pic, &machine->fake.board), 0);
    initialise(machine, MASTER, (const uint8_t[]){0x11, MASTER_BASE, 0x04, master_icw4});
    initialise(machine, SLAVE, (const uint8_t[]){0x11, SLAVE_BASE, 0x02, slave_icw4});
}

static inline void pulse(struct pic *pic, unsigned line)
{
    pic_set_line(pic, line, false);
    pic_set_line(pic, line, true);
}

static inline uint8_t isr_of(struct machine *machine, uint16_t port)
{
    fake_out(&machine->fake, port, 0x0b);
    return fake_in(&machine->fake, port);
}

static inline void eoi(struct machine *machine, uint16_t port)
{
    fake_out(&machine->fake, port, EOI);
}

static inline void count_call(void *device)
{
    ++*(unsigned *)device;
}

#endif
