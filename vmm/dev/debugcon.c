#include "debugcon.h"

#include "ports.h"

static uint8_t debugcon_read(void *device, uint16_t offset)
{
    (void)device;
    (void)offset;
    return DEBUGCON_PRESENT;
}

static void debugcon_write(void *device, uint16_t offset, uint8_t value)
{
    const struct debugcon *debugcon = device;
    (void)offset;
    debugcon->sink.put(debugcon->sink.owner, value);
}

static const struct bus_ops debugcon_ops = {debugcon_read, debugcon_write};

int debugcon_attach(struct debugcon *debugcon, struct board *board, uint16_t port,
                    struct byte_sink sink)
{
    debugcon->sink = sink;
    return bus_attach(board->bus, port, 1, &debugcon_ops, debugcon);
}
