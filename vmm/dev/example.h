/*
 * An example of a device: a one-shot countdown. The guest writes a number of milliseconds to port
 * 0x600; when they are over, IRQ 5 rises; reading the port tells whether it has rung (1 or 0), and
 * lowers the line. README.md goes through it line by line. No VM has it, only its unit test.
 */
#ifndef VMM_DEV_EXAMPLE_H
#define VMM_DEV_EXAMPLE_H

#include "board.h"

enum { EXAMPLE_PORT = 0x600, EXAMPLE_IRQ = 5 };

struct example {
    struct board *board;
    struct alarm alarm;
    bool rung;
};

/** Puts the device on the board's bus. @return 0, or -1 when the port is taken */
int example_attach(struct example *example, struct board *board);

#endif
