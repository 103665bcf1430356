/*
 * A hypercall port: every byte written goes to a sink; reads give DEBUGCON_PRESENT, which is how a
 * guest finds out that somebody listens. Stock QEMU has the same device (isa-debugcon).
 */
#ifndef VMM_DEV_DEBUGCON_H
#define VMM_DEV_DEBUGCON_H

#include "board.h"

struct debugcon {
    struct byte_sink sink;
};

/**
 * Puts the device on the board's bus.
 * @param port  PORT_DEBUGCON or PORT_MARKS
 * @return 0, or -1 when the port is taken
 */
int debugcon_attach(struct debugcon *debugcon, struct board *board, uint16_t port,
                    struct byte_sink sink);

#endif
