#include "exit.h"

#include "ports.h"

#include <stddef.h>

static void exit_write(void *device, uint16_t offset, uint8_t value)
{
    const struct exit_port *port = device;
    (void)offset;
    port->ended(port->owner, value);
}

static const struct bus_ops exit_ops = {NULL, exit_write};

int exit_port_attach(struct exit_port *port, struct board *board,
                     void (*ended)(void *owner, uint8_t status), void *owner)
{
    *port = (struct exit_port){ended, owner};
    return bus_attach(board->bus, PORT_EXIT, 1, &exit_ops, port);
}
