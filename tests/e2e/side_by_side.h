/*
 * One of our devices and QEMU's side by side: each access of a sequence drawn at random is made
 * here at once, and kept, with what it read, for QEMU to be asked the same afterwards
 * (harness/qtest.h).
 */
#ifndef TESTS_E2E_SIDE_BY_SIDE_H
#define TESTS_E2E_SIDE_BY_SIDE_H

#include "harness/qtest.h"
#include "harness/report.h"
#include "unit/vmm/fake_board.h"

enum { SEEDS = 4, ACCESSES_MAX = 40000 };

struct side_by_side {
    struct fake fake;
    uint64_t random;
    size_t count;
    struct port_access access[ACCESSES_MAX];
};

/* Begins anew: no device is on the bus yet. */
static inline void begin(struct side_by_side *pair, int seed)
{
    fake_init(&pair->fake);
    pair->random = (uint64_t)seed;
    pair->count = 0;
}

/* A number below `limit`; the generator is that of Knuth's MMIX. */
static inline unsigned below(struct side_by_side *pair, unsigned limit)
{
    pair->random = pair->random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(pair->random >> 33) % limit;
}

#define ONE_OF(pair, list) ((list)[below(pair, sizeof(list) / sizeof((list)[0]))])

static inline void ask(struct side_by_side *pair, bool write, unsigned port, unsigned value,
                       unsigned mask)
{
    ck_assert_uint_lt(pair->count, ACCESSES_MAX);
    pair->access[pair->count++] =
        (struct port_access){write, (uint16_t)port, (uint8_t)value, (uint8_t)mask};
}

static inline void out(struct side_by_side *pair, unsigned port, unsigned value)
{
    fake_out(&pair->fake, (uint16_t)port, (uint8_t)value);
    ask(pair, true, port, value, 0);
}

/* Reads a port in which the bits of `mask` have to be alike. */
static inline void in_part(struct side_by_side *pair, unsigned port, unsigned mask)
{
    ask(pair, false, port, fake_in(&pair->fake, (uint16_t)port), mask);
}

static inline void in(struct side_by_side *pair, unsigned port)
{
    in_part(pair, port, 0xff);
}

/* The end: asks QEMU, and fails the running test where it answers something else. */
static inline void must_agree(struct side_by_side *pair)
{
    qtest_must_agree(pair->access, pair->count);
}

#endif
