/* The interval timer on a board, alone or with a real pair of 8259As. */
#ifndef TESTS_UNIT_PIT_FIXTURE_H
#define TESTS_UNIT_PIT_FIXTURE_H

#include "dev/pit.h"
#include "fake_board.h"
#include "ports.h"
#include "unit/run_tests.h"

#define NS_PER_S UINT64_C(1000000000)

enum { HUNDRED_HZ = 11932 }; /* 1193182 / 100, rounded */

struct machine {
    struct fake fake;
    struct pit pit;
    struct pic pic;
};

static inline void start(struct machine *machine)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    ck_assert_int_eq(pit_attach(&machine->pit, &machine->fake.board), 0);
}

/* The same with a real pair of 8259As, only IRQ 0 unmasked. */
static inline void start_with_pic(struct machine *machine)
{
    memset(machine, 0, sizeof *machine);
    fake_init(&machine->fake);
    machine->fake.pic = &machine->pic;
    ck_assert_int_eq(pic_attach(&machine->pic, &machine->fake.board), 0);
    ck_assert_int_eq(pit_attach(&machine->pit, &machine->fake.board), 0);
    fake_out(&machine->fake, 0x21, 0xfe);
}

static inline void program(struct machine *machine, unsigned counter, unsigned mode, uint16_t count)
{
    uint16_t port = (uint16_t)(PORT_PIT + counter);
    fake_out(&machine->fake, PORT_PIT_CONTROL, (uint8_t)(counter << 6 | 0x30 | mode << 1));
    fake_out(&machine->fake, port, (uint8_t)count);
    fake_out(&machine->fake, port, (uint8_t)(count >> 8));
}

/* The nanosecond at which the k-th tick of a count written at time 0 is due: the count is loaded
 * with the first pulse after. */
static inline uint64_t tick_ns(uint64_t k, uint32_t n)
{
    unsigned __int128 pulse = (unsigned __int128)k * n + 1;
    return (uint64_t)((pulse * NS_PER_S + PIT_HZ - 1) / PIT_HZ);
}

/* The handler of a guest that is quick: takes the interrupt and ends it. */
static inline bool handle_tick(struct machine *machine)
{
    if (!pic_intr(&machine->pic))
        return false;
    pic_acknowledge(&machine->pic, NULL);
    fake_out(&machine->fake, 0x20, 0x20);
    return true;
}

#endif
