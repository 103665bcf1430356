/*
 * The port bus: which device answers which of the 65,536 I/O ports.
 *
 * All our devices are 8 bits wide, as on an ISA bus: a wider access is split into bytes at
 * consecutive ports, low byte first. A port nobody claims reads as 0xff and swallows writes.
 */
#ifndef VMM_DEV_BUS_H
#define VMM_DEV_BUS_H

#include <stdbool.h>
#include <stdint.h>

enum {
    BUS_MAX_RANGES = 24,
    BUS_FLOATING = 0xff,   /* what a port reads that nobody claims */
    BUS_LOW_PORTS = 0x400, /* what an ISA card decodes: nearly all devices are there */
};

/** What a device does when one of its ports is accessed; `offset` counts from its range's base. */
struct bus_ops {
    uint8_t (*read)(void *device, uint16_t offset);
    void (*write)(void *device, uint16_t offset, uint8_t value);
};

struct bus_range {
    uint16_t base;
    uint32_t count;
    const struct bus_ops *ops;
    void *device;
};

struct bus {
    unsigned ranges;
    struct bus_range range[BUS_MAX_RANGES];
    uint8_t low[BUS_LOW_PORTS]; /* by port: 1 + its range, 0 for none; higher ones are searched */
};

/**
 * Gives a device a range of ports.
 * @param base   first port
 * @param count  number of ports, at least 1; base + count may not pass 0x10000
 * @param ops    its handlers; either may be NULL: then reads give 0xff, writes are swallowed
 * @return 0, or -1 when the range is empty, overlaps another, or the bus is full
 */
int bus_attach(struct bus *bus, uint16_t base, uint32_t count, const struct bus_ops *ops,
               void *device);

/** Tells whether a device has any of the `width` ports from `port`. */
bool bus_claimed(const struct bus *bus, uint16_t port, unsigned width);

/** Reads `width` bytes (1, 2 or 4) at `port` into `data`. */
void bus_read(const struct bus *bus, uint16_t port, uint8_t *data, unsigned width);

/** Writes `width` bytes (1, 2 or 4) of `data` at `port`. */
void bus_write(const struct bus *bus, uint16_t port, const uint8_t *data, unsigned width);

#endif
