/*
 * A hypercall port: writing a status ends the machine. Stock QEMU has the same device
 * (isa-debug-exit), but makes another exit status of it; see QEMU_EXIT_STATUS.
 */
#ifndef VMM_DEV_EXIT_H
#define VMM_DEV_EXIT_H

#include "board.h"

struct exit_port {
    void (*ended)(void *owner, uint8_t status);
    void *owner;
};

/**
 * Puts the device on the board's bus, at PORT_EXIT.
 * @param ended  called with the status the guest writes
 * @return 0, or -1 when the port is taken
 */
int exit_port_attach(struct exit_port *port, struct board *board,
                     void (*ended)(void *owner, uint8_t status), void *owner);

#endif
