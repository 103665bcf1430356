#include "bus.h"

#include <stddef.h>

enum { PORTS = 0x10000 };

int bus_attach(struct bus *bus, uint16_t base, uint32_t count, const struct bus_ops *ops,
               void *device)
{
    if (count == 0 || count > PORTS - (uint32_t)base || bus->ranges == BUS_MAX_RANGES)
        return -1;
    for (unsigned i = 0; i < bus->ranges; i++) {
        const struct bus_range *taken = &bus->range[i];
        if (base < taken->base + taken->count && taken->base < base + count)
            return -1;
    }
    bus->range[bus->ranges++] = (struct bus_range){base, count, ops, device};
    for (uint32_t port = base; port < base + count && port < BUS_LOW_PORTS; port++)
        bus->low[port] = (uint8_t)bus->ranges;
    return 0;
}

static const struct bus_range *search(const struct bus *bus, uint16_t port)
{
    for (unsigned i = 0; i < bus->ranges; i++) {
        const struct bus_range *range = &bus->range[i];
        if (port >= range->base && port < range->base + range->count)
            return range;
    }
    return NULL;
}

static const struct bus_range *find(const struct bus *bus, uint16_t port)
{
    if (port >= BUS_LOW_PORTS)
        return search(bus, port);
    return bus->low[port] ? &bus->range[bus->low[port] - 1] : NULL;
}

bool bus_claimed(const struct bus *bus, uint16_t port, unsigned width)
{
    for (unsigned i = 0; i < width; i++)
        if (find(bus, (uint16_t)(port + i)))
            return true;
    return false;
}

void bus_read(const struct bus *bus, uint16_t port, uint8_t *data, unsigned width)
{
    for (unsigned i = 0; i < width; i++) {
        uint16_t at = (uint16_t)(port + i);
        const struct bus_range *range = find(bus, at);
        data[i] = range && range->ops->read
                      ? range->ops->read(range->device, (uint16_t)(at - range->base))
                      : BUS_FLOATING;
    }
}

void bus_write(const struct bus *bus, uint16_t port, const uint8_t *data, unsigned width)
{
    for (unsigned i = 0; i < width; i++) {
        uint16_t at = (uint16_t)(port + i);
        const struct bus_range *range = find(bus, at);
        if (range && range->ops->write)
            range->ops->write(range->device, (uint16_t)(at - range->base), data[i]);
    }
}
